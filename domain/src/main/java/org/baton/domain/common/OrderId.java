package org.baton.domain.common;

import com.fasterxml.jackson.annotation.JsonValue;

/** An order's id, readable in logs and diagrams: {@code ord_…}. */
public record OrderId(@JsonValue String value) {

    public static final String PREFIX = "ord_";

    public OrderId {
        if (!value.startsWith(PREFIX) || value.length() > 64) {
            throw new IllegalArgumentException("not an id that starts with " + PREFIX + ": " + value);
        }
    }

    /** The id of the n-th fulfilment of this order; the same n always gives the same id. */
    public FulfilmentId fulfilment(int n) {
        return new FulfilmentId(FulfilmentId.PREFIX + value.substring(PREFIX.length()) + "_" + n);
    }

    @Override
    public String toString() {
        return value;
    }
}
