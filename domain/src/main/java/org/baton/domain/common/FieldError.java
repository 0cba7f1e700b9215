package org.baton.domain.common;

/**
 * One thing that is wrong with an input, so that a caller can mend it without guessing.
 *
 * @param field path of the field, e.g. {@code lines[2].quantity}
 * @param code stable word for programs, e.g. {@code out-of-range}
 * @param message sentence for people
 */
public record FieldError(String field, String code, String message) {

    /** The same of a field that lies within another, e.g. {@code [3]}. */
    public FieldError in(String outer) {
        return new FieldError(field.isEmpty() ? outer : outer + "." + field, code, message);
    }
}
