package org.baton.app.camunda;

/**
 * A process diagram that Baton ships.
 *
 * @param resource its file name, which the engine keeps as the Modeler does
 * @param content the file as it is
 */
public record Diagram(String resource, byte[] content) {}
