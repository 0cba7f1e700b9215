package org.baton.connectors.sandbox;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** How a vendor misbehaves on a call, because a magic value in it says so. */
enum Fault {
    NONE,
    SLOW,
    OUTAGE,
    LONG_OUTAGE,
    DOWN,
    /** The vendor acts on the first call of a key, but nobody hears its answer. */
    LOST_ANSWER;

    /** The fault that a vendor's mark is named after; none where the mark means something else. */
    static Fault of(Optional<? extends Enum<?>> mark) {
        return Arrays.stream(values())
                .filter(fault -> mark.isPresent() && mark.get().name().equals(fault.name()))
                .findFirst()
                .orElse(NONE);
    }

    Duration latency(SandboxSettings settings) {
        return this == SLOW ? settings.slowLatency() : settings.latency();
    }

    /** @param call the how manieth of its key, from 1 */
    boolean isUnavailable(int call, SandboxSettings settings) {
        return switch (this) {
            case OUTAGE -> call <= settings.outageCalls();
            case LONG_OUTAGE -> call <= settings.longOutageCalls();
            case DOWN -> true;
            case NONE, SLOW, LOST_ANSWER -> false;
        };
    }
}
