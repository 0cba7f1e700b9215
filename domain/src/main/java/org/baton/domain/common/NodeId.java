package org.baton.domain.common;

import com.fasterxml.jackson.annotation.JsonValue;

/** A place that can fulfil: store or warehouse. */
public record NodeId(@JsonValue String value) {

    /** Longest id that is accepted. */
    public static final int MAX_LENGTH = 64;

    public NodeId {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "1 to " + MAX_LENGTH + " storable characters without outer spaces: '" + value + "'");
        }
    }

    /** Whether a text can be such an id, so that a caller's mistake need not become an exception. */
    public static boolean isValid(String text) {
        return !text.isBlank()
                && text.length() <= MAX_LENGTH
                && text.equals(text.strip())
                && FieldChecks.isStorable(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
