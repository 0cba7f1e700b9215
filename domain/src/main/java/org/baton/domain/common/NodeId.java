package org.baton.domain.common;

/** A place that can fulfil: store or warehouse. */
public record NodeId(String value) {

    /** Longest id that is accepted. */
    public static final int MAX_LENGTH = 64;

    public NodeId {
        if (value.isBlank() || value.length() > MAX_LENGTH || !value.equals(value.strip())) {
            throw new IllegalArgumentException(
                    "1 to " + MAX_LENGTH + " characters without outer spaces: '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
