package org.baton.rules;

import java.util.ArrayList;
import java.util.List;
import org.baton.rules.Finding.Severity;
import org.jspecify.annotations.Nullable;

/** Collects what the checks of one table find, so that an analyst sees everything at once. */
final class Findings {

    private final String table;
    private final List<Finding> found = new ArrayList<>();

    Findings(String table) {
        this.table = table;
    }

    void error(String message) {
        error(null, null, message);
    }

    void error(@Nullable Integer row, @Nullable String column, String message) {
        found.add(new Finding(Severity.ERROR, table, row, column, message));
    }

    void warning(@Nullable Integer row, @Nullable String column, String message) {
        found.add(new Finding(Severity.WARNING, table, row, column, message));
    }

    boolean hasErrors() {
        return found.stream().anyMatch(Finding::isError);
    }

    List<Finding> all() {
        return List.copyOf(found);
    }
}
