package org.baton.connectors.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.baton.domain.order.Delivery;

/** What an address may ask of the carrier: {@code SANDBOX CARRIER LATE}. */
enum CarrierMark {
    NO_SUCH_ADDRESS,
    LATE,
    NEVER_DELIVERS,
    SLOW,
    OUTAGE,
    LONG_OUTAGE,
    DOWN,
    LOST_ANSWER;

    static Optional<CarrierMark> of(Delivery delivery) {
        return Optional.ofNullable(AddressMark.in(delivery, "CARRIER", List.of(values())));
    }

    /** How long a parcel travels; empty if it never arrives. */
    static Optional<Duration> travels(Optional<CarrierMark> mark, SandboxSettings settings) {
        return switch (mark.orElse(null)) {
            case LATE -> Optional.of(settings.lateAfter());
            case NEVER_DELIVERS -> Optional.empty();
            case null, default -> Optional.of(settings.deliversAfter());
        };
    }
}
