package org.baton.domain.support;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.baton.domain.fulfilment.FulfilmentPolicies;
import org.baton.domain.inventory.NodeType;
import org.baton.domain.inventory.StockRules;
import org.baton.domain.notification.CadenceRules;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.order.HoldReason;
import org.baton.domain.order.ScheduleRules;
import org.baton.domain.order.ScreeningRules;
import org.baton.domain.routing.StrategyRules;
import org.jspecify.annotations.Nullable;

/** Rule tables with one row each, which a test may change. */
public final class FakeRules
        implements ScreeningRules, ScheduleRules, StrategyRules, FulfilmentPolicies, CadenceRules, StockRules {

    private volatile Verdict verdict = Verdict.ACCEPT;
    private volatile @Nullable HoldReason holdReason;
    private volatile Function<StrategyRules.Facts, Strategy> strategy =
            facts -> StrategyBuilder.aStrategy().build();
    private volatile Map<String, String> versions = Map.of();
    private volatile Map<String, String> asked = Map.of();
    private volatile int screenings;
    private volatile List<Planned> cadence = List.of();
    private volatile Kept kept = new Kept(0, 0, 2);

    public void reset() {
        verdict = Verdict.ACCEPT;
        holdReason = null;
        strategy = facts -> StrategyBuilder.aStrategy().build();
        versions = Map.of();
        asked = Map.of();
        screenings = 0;
        cadence = List.of();
        kept = new Kept(0, 0, 2);
    }

    /** What every node keeps back from now on. */
    public void keepBack(int safetyStock, int threshold, int lowStock) {
        kept = new Kept(safetyStock, threshold, lowStock);
    }

    @Override
    public Kept keptBack(StockRules.Facts facts) {
        return kept;
    }

    public void screenAs(Verdict verdict, @Nullable HoldReason reason) {
        this.verdict = verdict;
        this.holdReason = reason;
    }

    public void sourceBy(StrategyBuilder strategy) {
        var built = strategy.build();
        this.strategy = facts -> built;
    }

    public void sourceBy(Function<StrategyRules.Facts, Strategy> table) {
        strategy = table;
    }

    /** Which versions of the tables are in force. */
    public void areVersions(Map<String, String> inForce) {
        versions = inForce;
    }

    /** Which versions were asked for last, because they decided first. */
    public Map<String, String> versionsAskedFor() {
        return asked;
    }

    @Override
    public Map<String, String> versions() {
        return versions;
    }

    @Override
    public StrategyRules pinned(Map<String, String> first) {
        asked = first;
        return this;
    }

    /** Sources what the chosen store lacks from elsewhere. */
    public void sendToStoreBy(StrategyBuilder chosen, StrategyBuilder elsewhere) {
        var first = chosen.otherwise(Fallback.NEXT_STRATEGY).build();
        var second = elsewhere.build();
        strategy = facts -> facts.deliveryOption().equals("ship-to-store") ? second : first;
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
    public Turn turnOf(String deliveryOption, String channel, @Nullable String customerTier) {
        return new Turn(Duration.ofDays(3), "platinum".equals(customerTier) ? 50 : 100);
    }

    @Override
    public Strategy strategyFor(StrategyRules.Facts facts) {
        return strategy.apply(facts);
    }

    @Override
    public Optional<Policy> policyFor(String deliveryOption, NodeType nodeType) {
        if (deliveryOption.equals("ship-to-store") || deliveryOption.equals("same-day")) {
            var other = deliveryOption.equals("same-day") ? "local-delivery" : "ship-to-store";
            return Optional.of(new Policy(
                    other.toUpperCase(Locale.ROOT).replace('-', '_'),
                    "fulfil-" + other,
                    Duration.ofMinutes(30),
                    Duration.ofHours(2),
                    Duration.ofDays(7),
                    5,
                    2));
        }
        var collected = deliveryOption.equals("pickup") || deliveryOption.equals("curbside");
        if (collected && nodeType == NodeType.WAREHOUSE) {
            return Optional.empty();
        }
        var from = nodeType == NodeType.STORE ? "STORE" : "WAREHOUSE";
        var method = collected ? "PICKUP" : "SHIP_FROM_" + from;
        var process = collected ? "fulfil-pickup" : "fulfil-ship-from-" + nodeType.text();
        return Optional.of(
                new Policy(method, process, Duration.ofMinutes(30), Duration.ofHours(2), Duration.ofDays(7), 5, 2));
    }

    /** What every event brings from now on, instead of an email and an SMS at once. */
    public void tell(Planned... messages) {
        cadence = List.of(messages);
    }

    @Override
    public List<Planned> messagesFor(CadenceRules.Facts facts) {
        return cadence.isEmpty()
                ? List.of(atOnce(facts.event(), Channel.EMAIL), atOnce(facts.event(), Channel.SMS))
                : cadence.stream()
                        .filter(m -> cadence.getFirst().template().equals(facts.event()))
                        .toList();
    }

    private static Planned atOnce(String event, Channel channel) {
        return new Planned(event, channel, Duration.ZERO, Set.of(), null, List.of(), "told at once", "1");
    }
}
