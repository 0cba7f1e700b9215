package org.baton.rules.routing;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import org.baton.domain.inventory.NodeType;
import org.baton.domain.routing.StrategyRules;
import org.baton.rules.Decision;
import org.baton.rules.DecisionTables;
import org.baton.rules.ShippedTables;

/** Chooses how to source by the table {@code sourcing-strategy}. */
public final class TableStrategyRules implements StrategyRules {

    private final DecisionTables tables;

    public TableStrategyRules(DecisionTables tables) {
        this.tables = tables;
    }

    @Override
    public Strategy strategyFor(Facts facts) {
        Decision decision = tables.decide(
                ShippedTables.SOURCING_STRATEGY.name(),
                Map.of(
                        "deliveryOption", facts.deliveryOption(),
                        "channel", facts.channel(),
                        "customerTier", ShippedTables.orNone(facts.customerTier()),
                        "orderValue", new BigDecimal(facts.orderValue().amount()),
                        "region", ShippedTables.orNone(facts.region())));
        return new Strategy(
                decision.text("strategy"),
                decision.list("nodeTypes").stream()
                        .map(t -> NodeType.of(t).orElseThrow())
                        .toList(),
                radius(decision.number("radiusMiles")),
                decision.text("objective"),
                decision.count("minimumStock"),
                decision.count("mostSplits"),
                Fallback.valueOf(decision.text("fallback").toUpperCase(Locale.ROOT)),
                decision.duration("backorderExpiresAfter"),
                decision.because(),
                decision.version());
    }

    /** An analyst writes 0 for anywhere. */
    private static double radius(BigDecimal miles) {
        return miles.signum() == 0 ? Double.POSITIVE_INFINITY : miles.doubleValue();
    }
}
