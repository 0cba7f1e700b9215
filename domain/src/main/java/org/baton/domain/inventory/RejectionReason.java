package org.baton.domain.inventory;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a node cannot fulfil what it was given, and so what its stock record is worth. */
public enum RejectionReason {
    /** Nothing is there: on hand becomes what is set aside as damaged. */
    NOT_IN_STOCK,
    /** Fewer than recorded: on hand falls by the units. */
    MISMATCH,
    /** There, but not to be sold: the units are set aside. */
    DAMAGED,
    /** Too busy, or closed: the stock record is right. */
    NO_VARIANCE;

    /** The word of the API, e.g. {@code not-in-stock}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<RejectionReason> of(String text) {
        return Arrays.stream(values()).filter(r -> r.text().equals(text)).findFirst();
    }
}
