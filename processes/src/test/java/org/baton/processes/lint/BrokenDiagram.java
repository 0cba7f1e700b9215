package org.baton.processes.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Takes a shipped diagram, which is good, breaks one thing in it, and reads what the analyst is told. */
final class BrokenDiagram {

    static final String INTAKE = "order/order-intake";
    static final String LIFECYCLE = "order/order-lifecycle";
    static final String PICKUP = "fulfilment/fulfil-pickup";
    static final String WAREHOUSE = "fulfilment/fulfil-ship-from-warehouse";

    private BrokenDiagram() {}

    /** Breaks the first occurrence and expects to be told so at the element, where there was nothing to say before. */
    static void broken(String diagram, String what, String by, String elementId, String told) {
        String name = diagram.substring(diagram.indexOf('/') + 1) + ".bpmn";
        String xml = good(diagram);
        assertThat(lint(name, xml)).isEmpty();
        int at = xml.indexOf(what);
        assertThat(at).as("position of " + what).isPositive();
        String worse = xml.substring(0, at) + by + xml.substring(at + what.length());

        assertThat(lint(name, worse)).anySatisfy(it -> {
            assertThat(it.elementId()).isEqualTo(elementId);
            assertThat(it.message()).contains(told);
        });
    }

    static List<Finding> lint(String name, String xml) {
        return ModelLint.check(name, stream(xml));
    }

    static InputStream stream(String xml) {
        return new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8));
    }

    static String good(String diagram) {
        String path = "/processes/" + diagram + ".bpmn";
        try (InputStream in = ModelLint.class.getResourceAsStream(path)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
