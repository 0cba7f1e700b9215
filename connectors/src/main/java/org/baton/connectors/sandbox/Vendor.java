package org.baton.connectors.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whom Baton calls in the sandbox. */
public enum Vendor {
    PAYMENTS,
    MESSAGES,
    CARRIERS,
    COURIERS,
    WAREHOUSE;

    /** The word of the API and the database. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Vendor> of(String text) {
        return Arrays.stream(values()).filter(v -> v.text().equals(text)).findFirst();
    }
}
