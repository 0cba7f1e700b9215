package org.baton.domain.common;

/** A stock keeping unit. */
public record Sku(String value) {

    /** Longest id that is accepted. */
    public static final int MAX_LENGTH = 64;

    public Sku {
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
