package org.baton.domain.routing;

import java.util.List;
import org.baton.domain.common.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * Who shall fulfil what, and why.
 *
 * @param parts one per chosen node
 * @param unsourced what no node can fulfil
 * @param candidates every node that was looked at, chosen ones first
 */
public record SourcingPlan(List<Part> parts, List<Demand> unsourced, List<Judged> candidates) {

    /** What one node shall fulfil. */
    public record Part(NodeId node, List<Demand> lines) {}

    /**
     * A node and why it was chosen or not.
     *
     * @param reasons in an analyst's words
     * @param rank 1 for the best; null for a node that cannot fulfil anything
     * @param wouldHaveWonIf what would have changed the decision, for a node that lost
     */
    public record Judged(
            NodeId node,
            String type,
            double distanceMiles,
            boolean eligible,
            List<String> reasons,
            @Nullable Integer rank,
            @Nullable String wouldHaveWonIf) {}
}
