package org.baton.domain.routing;

import java.time.Duration;
import java.util.List;
import org.baton.domain.common.Money;
import org.baton.domain.inventory.NodeType;
import org.jspecify.annotations.Nullable;

/** How the business wants an order sourced; answered by the rule table {@code sourcing-strategy}. */
public interface StrategyRules {

    Strategy strategyFor(Facts facts);

    /** What the choice of a strategy may look at. */
    record Facts(
            String deliveryOption,
            String channel,
            @Nullable String customerTier,
            Money orderValue,
            @Nullable String region) {}

    /**
     * How to source.
     *
     * @param nodeTypes the types that may fulfil, preferred ones first
     * @param radiusMiles how far a node may be; infinity for anywhere
     * @param objective distance, cost or speed
     * @param minimumStock a store is used for a line only if this many units of it may be promised there
     * @param mostSplits how many shipments more than one an order may cost
     * @param fallback what happens to lines that no node can fulfil
     * @param backorderExpiresAfter for how long they wait for supply before they are cancelled
     * @param because the annotation of the row that chose
     * @param version which version of the table chose
     */
    record Strategy(
            String name,
            List<NodeType> nodeTypes,
            double radiusMiles,
            String objective,
            int minimumStock,
            int mostSplits,
            Fallback fallback,
            Duration backorderExpiresAfter,
            String because,
            String version) {}

    /** What happens to lines that no node can fulfil. */
    enum Fallback {
        /** They wait for supply. */
        BACKORDER,
        /** A person must decide. */
        ESCALATE,
        /** They are cancelled. */
        CANCEL
    }
}
