package org.baton.domain.routing.replay;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.baton.domain.common.Money;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.Sku;
import org.baton.domain.routing.Demand;
import org.jspecify.annotations.Nullable;

/** Something of a past period that a replay takes into account, in the order in which it happened. */
public sealed interface PastEvent {

    /**
     * An order was to be sourced, or what was open of it to be sourced again.
     *
     * @param first whether nothing had been decided on it before
     * @param lines all of the order
     * @param chosen the nodes that it went to in truth
     */
    record Asked(
            String order,
            Instant at,
            boolean first,
            String option,
            String channel,
            @Nullable String tier,
            Money value,
            @Nullable String region,
            @Nullable String postalCode,
            @Nullable String chosenNode,
            @Nullable LocalDate requestedOn,
            List<Demand> lines,
            List<NodeId> chosen)
            implements PastEvent {}

    /** Units came or went that no replayed order moved: sales, receipts, counts, orders of before the period. */
    record Moved(NodeId node, Sku sku, int units) implements PastEvent {}

    /** Units of a replayed order were let go, because it was cancelled or not collected. */
    record Released(String order, Sku sku, int units) implements PastEvent {}

    /** Units of a replayed order left for good. */
    record Shipped(String order, Sku sku, int units) implements PastEvent {}

    /**
     * A node gave units of a replayed order back.
     *
     * @param correction of its stock, by the reason that it gave
     */
    record Rejected(String order, NodeId node, Sku sku, int units, int correction) implements PastEvent {}
}
