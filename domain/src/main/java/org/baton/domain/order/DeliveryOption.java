package org.baton.domain.order;

import java.util.Arrays;
import java.util.Optional;

/** How the customer wants to get the goods. */
public enum DeliveryOption {
    SHIP("ship"),
    SAME_DAY("same-day"),
    PICKUP("pickup"),
    CURBSIDE("curbside");

    private final String text;

    DeliveryOption(String text) {
        this.text = text;
    }

    /** The word of the API and of the rule tables. */
    public String text() {
        return text;
    }

    /** Collected at a node that the customer chose, instead of brought to an address. */
    public boolean isCollected() {
        return this == PICKUP || this == CURBSIDE;
    }

    public static Optional<DeliveryOption> of(String text) {
        return Arrays.stream(values()).filter(o -> o.text.equals(text)).findFirst();
    }
}
