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

    /** The order that it is a part of: see {@link OrderId#fulfilment}. */
    public OrderId order() {
        var end = value.lastIndexOf('_');
        return new OrderId(OrderId.PREFIX + value.substring(PREFIX.length(), Math.max(end, PREFIX.length())));
    }

    @Override
    public String toString() {
        return value;
    }
}
