package org.baton.processes.lint;

import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;

/** Collects what the checks find, each with the element it belongs to. */
final class Findings {

    private final List<Finding> list = new ArrayList<>();

    void error(Element element, String message, Object... values) {
        add(Finding.Severity.ERROR, element, message.formatted(values));
    }

    void warning(Element element, String message, Object... values) {
        add(Finding.Severity.WARNING, element, message.formatted(values));
    }

    private void add(Finding.Severity severity, Element element, String message) {
        list.add(new Finding(
                severity,
                element.getAttribute("id"),
                element.getAttribute("name").strip().replaceAll("\\s+", " "),
                message));
    }

    List<Finding> list() {
        return List.copyOf(list);
    }
}
