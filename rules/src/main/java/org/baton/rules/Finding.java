package org.baton.rules;

import org.jspecify.annotations.Nullable;

/**
 * One thing an analyst should mend in a table, with the place where it is.
 *
 * @param table file name of the table
 * @param row number of the row as the Modeler shows it, from 1; null when it concerns no single row
 * @param column label of the column; null when it concerns no single column
 */
public record Finding(
        Severity severity,
        String table,
        @Nullable Integer row,
        @Nullable String column,
        String message) {

    /** An error keeps a table from being used; a warning does not. */
    public enum Severity {
        ERROR,
        WARNING
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public String toString() {
        var place = new StringBuilder(table);
        if (row != null) {
            place.append(", row ").append(row);
        }
        if (column != null) {
            place.append(", column \"").append(column).append('"');
        }
        return severity + " " + place + ": " + message;
    }
}
