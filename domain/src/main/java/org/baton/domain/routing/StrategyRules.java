package org.baton.domain.routing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baton.domain.common.Money;
import org.baton.domain.inventory.NodeType;
import org.jspecify.annotations.Nullable;

/**
 * How the business wants orders sourced; answered by the rule tables {@code sourcing-strategy}, {@code
 * node-eligibility}, {@code fulfilment-cost}, {@code carrier-service} and {@code node-preference}.
 *
 * <p>Only the strategy must be answered: where nothing else is said, every node is eligible, costs nothing and is worth
 * what the others are.
 */
public interface StrategyRules {

    Strategy strategyFor(Facts facts);

    /** Whether a node may take part, with one SKU. */
    default NodeRules.Verdict judge(NodeRules.Inputs inputs) {
        return NodeRules.Verdict.ELIGIBLE;
    }

    /** What the work costs there. */
    default NodeRules.WorkCost workCost(NodeType type, String deliveryOption, String handling) {
        return NodeRules.WorkCost.NOTHING;
    }

    /** Who would carry a parcel from there. */
    default NodeRules.Carriage carriage(String deliveryOption, NodeType type, double miles, double weightKg) {
        return NodeRules.Carriage.NOTHING;
    }

    /** Whether the business would rather move the stock there, or keep it. */
    default NodeRules.Preference preference(NodeType type, NodeInsight.Supply supply) {
        return NodeRules.Preference.NEUTRAL;
    }

    /** The same rules held still: one decision asks one version of each table, whatever is published meanwhile. */
    default StrategyRules pinned() {
        return this;
    }

    /**
     * The versions that decided on an order first, held still: what is decided on it again is decided by the same. Of a
     * table that is not named, or whose version is not known any more, the version in force.
     *
     * @param versions as {@link #versions} told them then
     */
    default StrategyRules pinned(Map<String, String> versions) {
        return pinned();
    }

    /**
     * The distances in miles, ascending, between which the carriage of an order does not depend on the distance; empty
     * where that cannot be said.
     */
    default Optional<double[]> carriageBounds() {
        return Optional.empty();
    }

    /** The versions in force, by table. */
    default Map<String, String> versions() {
        return Map.of();
    }

    /**
     * What the choice of a strategy may look at.
     *
     * @param category of the first line's product
     * @param hourOfDay 0 to 23, by the clock of the nearest node
     * @param previousStrategy the strategy that did not suffice, for another try; null at first
     */
    record Facts(
            String deliveryOption,
            String channel,
            @Nullable String customerTier,
            Money orderValue,
            @Nullable String region,
            @Nullable String category,
            int hourOfDay,
            @Nullable String previousStrategy) {

        private static final int NOON = 12;

        /** An order at noon, of no category, that was never tried before. */
        public Facts(
                String deliveryOption,
                String channel,
                @Nullable String customerTier,
                Money orderValue,
                @Nullable String region) {
            this(deliveryOption, channel, customerTier, orderValue, region, null, NOON, null);
        }
    }

    /**
     * How to source.
     *
     * @param nodeTypes the types that may fulfil, preferred ones first
     * @param radiusMiles how far a node may be; infinity for anywhere
     * @param objective distance, cost, speed or balance
     * @param minimumStock a store is used for a line only if this many units of it may be promised there
     * @param mostSplits how many shipments more than one an order may cost
     * @param leastSplitValue in minor units; an order of less is not split
     * @param extraCostLimit in minor units; what the preferred type may cost more than another before it loses
     * @param cutOffAfter how long after the order a node must still be open to count as open at cut-off
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
            long leastSplitValue,
            long extraCostLimit,
            Duration cutOffAfter,
            Fallback fallback,
            Duration backorderExpiresAfter,
            String because,
            String version) {

        /** A strategy that splits orders of any value, and allows no extra cost. */
        public Strategy(
                String name,
                List<NodeType> nodeTypes,
                double radiusMiles,
                String objective,
                int minimumStock,
                int mostSplits,
                Fallback fallback,
                Duration backorderExpiresAfter,
                String because,
                String version) {
            this(
                    name,
                    nodeTypes,
                    radiusMiles,
                    objective,
                    minimumStock,
                    mostSplits,
                    0,
                    0,
                    Duration.ZERO,
                    fallback,
                    backorderExpiresAfter,
                    because,
                    version);
        }
    }

    /** What happens to lines that no node can fulfil. */
    enum Fallback {
        /** The whole order is tried again under the strategy that the table gives for the second try. */
        NEXT_STRATEGY,
        /** They wait for supply. */
        BACKORDER,
        /** They wait as parked, until somebody looks or supply comes. */
        PARK,
        /** A person must decide. */
        ESCALATE,
        /** They are cancelled. */
        CANCEL
    }
}
