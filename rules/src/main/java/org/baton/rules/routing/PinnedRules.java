package org.baton.rules.routing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.baton.domain.inventory.NodeType;
import org.baton.domain.routing.Cost;
import org.baton.domain.routing.NodeInsight;
import org.baton.domain.routing.NodeRules;
import org.baton.domain.routing.StrategyRules;
import org.baton.rules.Decision;
import org.baton.rules.DecisionTable;
import org.baton.rules.MemoTable;
import org.baton.rules.ShippedTables;
import org.baton.rules.TableContract;

/** One version of each table that sourcing asks, with the answers that were given already. */
final class PinnedRules implements StrategyRules {

    private final Map<String, DecisionTable> tables;
    private final Map<String, String> versions = new TreeMap<>();
    private final MemoTable<Strategy> strategies;
    private final MemoTable<NodeRules.Verdict> verdicts;
    private final MemoTable<NodeRules.WorkCost> workCosts;
    private final MemoTable<NodeRules.Carriage> carriages;
    private final MemoTable<NodeRules.Preference> preferences;

    PinnedRules(Map<String, DecisionTable> tables) {
        this.tables = tables;
        ShippedTables.SOURCING.forEach(c -> versions.put(c.name(), table(c).version()));
        strategies = memo(ShippedTables.SOURCING_STRATEGY, PinnedRules::strategy);
        verdicts = memo(ShippedTables.NODE_ELIGIBILITY, PinnedRules::verdict);
        workCosts = memo(ShippedTables.FULFILMENT_COST, PinnedRules::workCost);
        carriages = memo(ShippedTables.CARRIER_SERVICE, PinnedRules::carriage);
        preferences = memo(ShippedTables.NODE_PREFERENCE, PinnedRules::preference);
    }

    private DecisionTable table(TableContract contract) {
        DecisionTable table = tables.get(contract.name());
        if (table == null) {
            throw new IllegalStateException("there is no table " + contract.name());
        }
        return table;
    }

    /** The values are given in the order of the contract's inputs. */
    private <T> MemoTable<T> memo(TableContract contract, Function<Decision, T> reading) {
        return new MemoTable<>(
                table(contract),
                contract.inputs().stream().map(TableContract.Field::name).toList(),
                reading);
    }

    Map<String, DecisionTable> tables() {
        return tables;
    }

    @Override
    public Map<String, String> versions() {
        return versions;
    }

    @Override
    public StrategyRules pinned() {
        return this;
    }

    @Override
    public Strategy strategyFor(Facts facts) {
        return strategies.ask(
                facts.deliveryOption(),
                facts.channel(),
                ShippedTables.orNone(facts.customerTier()),
                new BigDecimal(facts.orderValue().amount()),
                ShippedTables.orNone(facts.region()),
                ShippedTables.orNone(facts.category()),
                facts.hourOfDay(),
                ShippedTables.orNone(facts.previousStrategy()));
    }

    @Override
    public NodeRules.Verdict judge(NodeRules.Inputs i) {
        return verdicts.ask(
                i.deliveryOption(),
                i.strategy(),
                i.nodeType(),
                i.openNow(),
                i.openAtCutOff(),
                i.distanceMiles(),
                i.unitsAvailable(),
                i.unitsAfter(),
                i.backlogPercent(),
                i.handling(),
                i.handlingSupported(),
                i.pickup(),
                i.curbside(),
                i.courier(),
                i.stockAccuracyPercent());
    }

    @Override
    public NodeRules.WorkCost workCost(NodeType type, String deliveryOption, String handling) {
        return workCosts.ask(type.text(), deliveryOption, handling);
    }

    @Override
    public NodeRules.Carriage carriage(String deliveryOption, NodeType type, double miles, double weightKg) {
        return carriages.ask(deliveryOption, type.text(), miles, weightKg);
    }

    @Override
    public Optional<double[]> carriageBounds() {
        return carriages.bounds("distanceMiles");
    }

    @Override
    public NodeRules.Preference preference(NodeType type, NodeInsight.Supply supply) {
        return preferences.ask(
                type.text(), supply.promotionSoon(), supply.overstock(), supply.markdown(), supply.weeksOfSupply());
    }

    private static Strategy strategy(Decision decision) {
        return new Strategy(
                decision.text("strategy"),
                decision.list("nodeTypes").stream()
                        .map(t -> NodeType.of(t).orElseThrow())
                        .toList(),
                radius(decision.number("radiusMiles")),
                decision.text("objective"),
                decision.count("minimumStock"),
                decision.count("mostSplits"),
                minor(decision.number("leastSplitValue")),
                minor(decision.number("extraCostLimit")),
                decision.duration("cutOffAfter"),
                Fallback.valueOf(
                        decision.text("fallback").toUpperCase(Locale.ROOT).replace('-', '_')),
                decision.duration("backorderExpiresAfter"),
                decision.because(),
                decision.version());
    }

    /** An analyst writes 0 for anywhere. */
    private static double radius(BigDecimal miles) {
        return miles.signum() == 0 ? Double.POSITIVE_INFINITY : miles.doubleValue();
    }

    private static long minor(BigDecimal usd) {
        return usd.movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    private static NodeRules.Verdict verdict(Decision decision) {
        boolean eligible = decision.yes("eligible");
        return new NodeRules.Verdict(
                eligible, eligible ? null : decision.optionalText("reason").orElse("not eligible"), rule(decision));
    }

    private static NodeRules.WorkCost workCost(Decision decision) {
        return new NodeRules.WorkCost(
                Cost.of(decision.number("labourPerUnit")),
                Cost.of(decision.number("packing")),
                Cost.of(decision.number("handlingPerUnit")),
                Math.min(100, decision.number("carrierDiscountPercent").intValue()),
                rule(decision));
    }

    private static NodeRules.Carriage carriage(Decision decision) {
        return new NodeRules.Carriage(
                decision.text("carrierType"),
                decision.text("carrier"),
                decision.text("service"),
                Cost.of(decision.number("basePrice")),
                Cost.perGram(decision.number("pricePerKg")),
                decision.count("promiseHours"),
                rule(decision));
    }

    private static NodeRules.Preference preference(Decision decision) {
        return new NodeRules.Preference(Cost.of(decision.number("worth")), decision.yes("protect"), rule(decision));
    }

    /** Such as {@code node-eligibility row 7: A store keeps its last unit}. */
    private static String rule(Decision decision) {
        var row = decision.firedRows().getFirst();
        return decision.table() + " row " + row.number() + (row.annotation().isEmpty() ? "" : ": " + row.annotation());
    }
}
