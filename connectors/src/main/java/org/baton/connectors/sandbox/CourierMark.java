package org.baton.connectors.sandbox;

import java.util.List;
import java.util.Optional;
import org.baton.domain.order.Delivery;

/** What an address may ask of the courier: {@code SANDBOX COURIER FAILS ONCE}. */
enum CourierMark {
    REFUSES,
    /** The first try finds nobody, the second delivers. */
    FAILS_ONCE,
    FAILS,
    SLOW,
    OUTAGE,
    LONG_OUTAGE,
    DOWN,
    LOST_ANSWER;

    static Optional<CourierMark> of(Delivery delivery) {
        return Optional.ofNullable(AddressMark.in(delivery, "COURIER", List.of(values())));
    }

    static String outcome(Optional<CourierMark> mark, int attempt) {
        return switch (mark.orElse(null)) {
            case FAILS -> "FAILED";
            case FAILS_ONCE -> attempt == 1 ? "FAILED" : "DELIVERED";
            case null, default -> "DELIVERED";
        };
    }
}
