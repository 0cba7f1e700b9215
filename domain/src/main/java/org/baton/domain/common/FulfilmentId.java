package org.baton.domain.common;

import com.fasterxml.jackson.annotation.JsonValue;

/** A fulfilment order's id, readable in logs and diagrams: {@code ful_…}. */
public record FulfilmentId(@JsonValue String value) {

    public static final String PREFIX = "ful_";

    public FulfilmentId {
        if (!value.startsWith(PREFIX) || value.length() > 64) {
            throw new IllegalArgumentException("not an id that starts with " + PREFIX + ": " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
