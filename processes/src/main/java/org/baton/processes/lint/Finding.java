package org.baton.processes.lint;

import java.util.Locale;

/**
 * One thing an analyst should change in a diagram.
 *
 * @param elementId empty when it concerns the file as a whole
 * @param elementName the label in the diagram, empty when there is none
 * @param message what is wrong and what to do about it
 */
public record Finding(Severity severity, String elementId, String elementName, String message) {

    /** An error keeps the process from running as drawn; a warning is worth a look. */
    public enum Severity {
        ERROR,
        WARNING
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** One line for a terminal. */
    @Override
    public String toString() {
        String name = elementName.isEmpty() ? "" : "\"" + elementName + "\" ";
        String where = elementId.isEmpty() ? "" : name + "(" + elementId + "): ";
        return severity.name().toLowerCase(Locale.ROOT) + ": " + where + message;
    }
}
