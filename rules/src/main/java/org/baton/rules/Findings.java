package org.baton.rules;

import java.util.ArrayList;
import java.util.List;
import org.baton.rules.Finding.Severity;
import org.jspecify.annotations.Nullable;

/** Collects what the checks of one table find, so that an analyst sees everything at once. */
final class Findings {

    /** Rows that are the same a thousand times are not told half a million times. */
    private static final int MOST_TOLD = 200;

    private final String table;
    private final List<Finding> found = new ArrayList<>();
    private int untold;
    private boolean errors;

    Findings(String table) {
        this.table = table;
    }

    void error(String message) {
        error(null, null, message);
    }

    void error(@Nullable Integer row, @Nullable String column, String message) {
        errors = true;
        add(new Finding(Severity.ERROR, table, row, column, message));
    }

    void warning(@Nullable Integer row, @Nullable String column, String message) {
        add(new Finding(Severity.WARNING, table, row, column, message));
    }

    boolean hasErrors() {
        return errors;
    }

    private void add(Finding finding) {
        if (found.size() < MOST_TOLD) {
            found.add(finding);
        } else {
            untold++;
        }
    }

    List<Finding> all() {
        List<Finding> all = new ArrayList<>(found);
        if (untold > 0) {
            Severity severity = errors ? Severity.ERROR : Severity.WARNING;
            all.add(new Finding(severity, table, null, null, "%d more findings are not shown".formatted(untold)));
        }
        return List.copyOf(all);
    }
}
