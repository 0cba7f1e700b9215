package org.baton.rules.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Currency;
import org.baton.domain.common.Money;
import org.baton.domain.inventory.NodeType;
import org.baton.domain.routing.StrategyRules.Facts;
import org.baton.domain.routing.StrategyRules.Fallback;
import org.baton.domain.routing.StrategyRules.Strategy;
import org.baton.rules.DecisionTables;
import org.junit.jupiter.api.Test;

class TableStrategyRulesTest {

    private final TableStrategyRules rules = new TableStrategyRules(DecisionTables.shipped());

    @Test
    void shouldKeepTheOrderOfNodeTypesAndReadZeroMilesAsAnywhere() {
        Strategy strategy = rules.strategyFor(facts("ship"));

        assertThat(strategy.name()).isEqualTo("lowest-cost");
        assertThat(strategy.nodeTypes()).containsExactly(NodeType.STORE, NodeType.WAREHOUSE);
        assertThat(strategy.radiusMiles()).isInfinite();
        assertThat(strategy.extraCostLimit()).isEqualTo(250);
        assertThat(strategy.fallback()).isEqualTo(Fallback.BACKORDER);
        assertThat(strategy.backorderExpiresAfter()).isEqualTo(Duration.ofDays(14));
        assertThat(strategy.because()).startsWith("Shipped:");
    }

    @Test
    void shouldKeepSameDayNearby() {
        assertThat(rules.strategyFor(facts("same-day")).radiusMiles()).isEqualTo(10);
    }

    private static Facts facts(String option) {
        return new Facts(option, "web", null, Money.parse("85", Currency.getInstance("USD")), null);
    }
}
