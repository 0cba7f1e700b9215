package org.baton.domain.routing.replay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A replay and how far it has come.
 *
 * @param drafts versions that are tried, by table; empty for the rules in force against themselves
 * @param rules versions of all tables that sourcing asks, under the draft
 * @param report null until it is done
 * @param problem why it failed
 */
public record ReplayRun(
        String id,
        Status status,
        JsonNode drafts,
        JsonNode rules,
        Instant from,
        Instant to,
        String author,
        Instant startedAt,
        @Nullable Instant endedAt,
        long ordersTotal,
        long ordersDone,
        @Nullable JsonNode report,
        @Nullable String problem) {

    /** The first part of every id. */
    public static final String PREFIX = "rpl_";

    /** An order that the drafts source otherwise. */
    public record Changed(int position, String orderId, Instant decidedAt, JsonNode live, JsonNode draft) {}

    /** How far a replay has come. */
    public enum Status {
        RUNNING,
        DONE,
        FAILED
    }
}
