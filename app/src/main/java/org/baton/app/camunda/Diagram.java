package org.baton.app.camunda;

/**
 * A process diagram that Baton ships, or a form of its steps.
 *
 * @param resource its file name, which the engine keeps as the Modeler does
 * @param content the file as it is
 */
public record Diagram(String resource, byte[] content) {

    boolean isForm() {
        return resource.endsWith(".form");
    }
}
