package org.baton.domain.support;

import java.time.Duration;
import java.util.List;
import org.baton.domain.inventory.NodeType;
import org.baton.domain.routing.StrategyRules.Fallback;
import org.baton.domain.routing.StrategyRules.Strategy;

/** A sourcing strategy: anywhere, warehouses first, minimum stock 3 in stores, one split, backorder. */
public final class StrategyBuilder {

    private String name = "standard";
    private List<NodeType> types = List.of(NodeType.WAREHOUSE, NodeType.STORE);
    private double radiusMiles = Double.POSITIVE_INFINITY;
    private int minimumStock = 3;
    private int mostSplits = 1;
    private Fallback fallback = Fallback.BACKORDER;

    private StrategyBuilder() {}

    public static StrategyBuilder aStrategy() {
        return new StrategyBuilder();
    }

    public StrategyBuilder named(String strategy) {
        name = strategy;
        return this;
    }

    public StrategyBuilder preferring(NodeType... preferred) {
        types = List.of(preferred);
        return this;
    }

    public StrategyBuilder within(double miles) {
        radiusMiles = miles;
        return this;
    }

    public StrategyBuilder minimumStock(int units) {
        minimumStock = units;
        return this;
    }

    public StrategyBuilder mostSplits(int splits) {
        mostSplits = splits;
        return this;
    }

    public StrategyBuilder otherwise(Fallback last) {
        fallback = last;
        return this;
    }

    public Strategy build() {
        return new Strategy(
                name,
                types,
                radiusMiles,
                "distance",
                minimumStock,
                mostSplits,
                fallback,
                Duration.ofDays(14),
                "the only row",
                "1");
    }
}
