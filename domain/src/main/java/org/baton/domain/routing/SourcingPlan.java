package org.baton.domain.routing;

import java.util.List;
import java.util.Map;
import org.baton.domain.common.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * Who shall fulfil what, and why.
 *
 * @param parts one per chosen node
 * @param unsourced what no node can fulfil
 * @param candidates every node that was looked at, chosen ones first, then by rank
 */
public record SourcingPlan(List<Part> parts, List<Demand> unsourced, List<Judged> candidates) {

    /** What one node shall fulfil. */
    public record Part(NodeId node, List<Demand> lines) {}

    /**
     * A node and why it was chosen or not.
     *
     * @param reasons in an analyst's words
     * @param rank 1 for the best; null for a node that cannot fulfil anything
     * @param wouldHaveWonIf what stood between it and the order, for a node that lost: {@code needed 1 more unit}
     * @param inputs what the rules were told of it
     * @param rules the rows that fired for it
     * @param cost of all that it could take of the order
     */
    public record Judged(
            NodeId node,
            String type,
            double distanceMiles,
            boolean eligible,
            List<String> reasons,
            @Nullable Integer rank,
            @Nullable String wouldHaveWonIf,
            Inputs inputs,
            List<String> rules,
            CostParts cost) {}

    /**
     * What the rules were told of a node.
     *
     * @param units that may be promised, by SKU
     * @param promiseHours until the customer has it
     */
    public record Inputs(
            Map<String, Integer> units,
            boolean openNow,
            boolean openAtCutOff,
            double backlogPercent,
            double stockAccuracyPercent,
            String carrier,
            int promiseHours) {}

    /** Amounts in the order's currency, as decimals. What the stock is worth to the business is taken off the total. */
    public record CostParts(
            String shipping, String labour, String packing, String handling, String worth, String total) {}
}
