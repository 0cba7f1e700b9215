package org.baton.connectors.sandbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How fast the sandbox vendors are, and how long they stay away when a magic value sends them.
 *
 * @param latency of every call
 * @param slowLatency of a call to a vendor that was asked to be slow
 * @param shipsAfter from the release of a fulfilment until its warehouse ships it, or rejects it
 * @param deliversAfter from the collection of a parcel until its delivery
 * @param driverAfter from the booking of a courier until its driver is named
 * @param lateAfter the same for a parcel that is late
 * @param outageCalls calls of one key that an outage swallows; a job survives it by its own retries
 * @param longOutageCalls the same of a long outage; all tries of a job, so that it ends in an incident that a retry
 *     heals
 * @param pollInterval how often is looked for what is due while nothing is
 * @param players how many vendors report at the same time
 */
@ConfigurationProperties("baton.sandbox")
public record SandboxSettings(
        @DefaultValue("5ms") Duration latency,
        @DefaultValue("2s") Duration slowLatency,
        @DefaultValue("2s") Duration shipsAfter,
        @DefaultValue("3s") Duration deliversAfter,
        @DefaultValue("500ms") Duration driverAfter,
        @DefaultValue("60s") Duration lateAfter,
        @DefaultValue("2") int outageCalls,
        @DefaultValue("3") int longOutageCalls,
        @DefaultValue("200ms") Duration pollInterval,
        @DefaultValue("4") int players) {

    public SandboxSettings {
        notNegative("latency", latency);
        notNegative("slow-latency", slowLatency);
        notNegative("ships-after", shipsAfter);
        notNegative("delivers-after", deliversAfter);
        notNegative("driver-after", driverAfter);
        notNegative("late-after", lateAfter);
        check(outageCalls >= 1, "outage-calls must be 1 or more");
        check(longOutageCalls >= outageCalls, "long-outage-calls must not be less than outage-calls");
        check(pollInterval.toMillis() >= 10, "poll-interval must be 10ms or more");
        check(players >= 1 && players <= 64, "players must be from 1 to 64");
    }

    private static void notNegative(String name, Duration value) {
        check(!value.isNegative(), name + " must not be negative");
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException("baton.sandbox." + message);
        }
    }
}
