package org.baton.domain.rulebook;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * One thing an analyst should mend, with its place.
 *
 * @param severity {@code error} keeps a draft from being published, {@code warning} does not
 * @param file of the table, or of its cases
 * @param row as the Modeler counts, or line of the cases; null when it concerns no single one
 * @param column label; null when it concerns no single one
 */
public record RuleFinding(
        String severity,
        String file,
        @Nullable Integer row,
        @Nullable String column,
        String message) {

    private static final String ERROR = "error";

    public static RuleFinding error(String file, String message) {
        return new RuleFinding(ERROR, file, null, null, message);
    }

    @JsonIgnore
    public boolean isError() {
        return severity.equals(ERROR);
    }

    /** Such as {@code node-eligibility.dmn, row 3, column "Reason"}. */
    public String place() {
        return file + (row == null ? "" : ", row " + row) + (column == null ? "" : ", column \"" + column + '"');
    }
}
