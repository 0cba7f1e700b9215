package org.baton.domain.routing;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The hour of the day by which a strategy is chosen. */
public final class StrategyHours {

    private StrategyHours() {}

    public static int of(Instant at, ZoneId zone) {
        return at.atZone(zone).getHour();
    }

    /** Where no node is near, and so no clock. */
    public static int utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC).getHour();
    }
}
