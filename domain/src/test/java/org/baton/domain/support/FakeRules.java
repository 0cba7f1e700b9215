package org.baton.domain.support;

import java.time.Duration;
import java.util.Optional;
import org.baton.domain.fulfilment.FulfilmentPolicies;
import org.baton.domain.inventory.NodeType;
import org.baton.domain.order.HoldReason;
import org.baton.domain.order.ScreeningRules;
import org.baton.domain.routing.StrategyRules;
import org.jspecify.annotations.Nullable;

/** Rule tables with one row each, which a test may change. */
public final class FakeRules implements ScreeningRules, StrategyRules, FulfilmentPolicies {

    private volatile Verdict verdict = Verdict.ACCEPT;
    private volatile @Nullable HoldReason holdReason;
    private volatile Strategy strategy = StrategyBuilder.aStrategy().build();
    private volatile int screenings;

    public void reset() {
        verdict = Verdict.ACCEPT;
        holdReason = null;
        strategy = StrategyBuilder.aStrategy().build();
        screenings = 0;
    }

    public void screenAs(Verdict verdict, @Nullable HoldReason reason) {
        this.verdict = verdict;
        this.holdReason = reason;
    }

    public void sourceBy(StrategyBuilder strategy) {
        this.strategy = strategy.build();
    }

    /** How often the table was asked. */
    public int screenings() {
        return screenings;
    }

    @Override
    public synchronized Screening screen(ScreeningRules.Facts facts) {
        screenings++;
        return new Screening(verdict, holdReason, Duration.ofDays(3), "the only row", "1");
    }

    @Override
    public Strategy strategyFor(StrategyRules.Facts facts) {
        return strategy;
    }

    @Override
    public Optional<Policy> policyFor(String deliveryOption, NodeType nodeType) {
        var collected = deliveryOption.equals("pickup") || deliveryOption.equals("curbside");
        if (collected && nodeType == NodeType.WAREHOUSE) {
            return Optional.empty();
        }
        var from = nodeType == NodeType.STORE ? "STORE" : "WAREHOUSE";
        var method = collected ? "PICKUP" : "SHIP_FROM_" + from;
        var process = collected ? "fulfil-pickup" : "fulfil-ship-from-" + nodeType.text();
        return Optional.of(
                new Policy(method, process, Duration.ofMinutes(30), Duration.ofHours(2), Duration.ofDays(7)));
    }
}
