package org.baton.rules.routing;

import java.util.Map;
import org.baton.domain.inventory.NodeType;
import org.baton.domain.routing.NodeInsight;
import org.baton.domain.routing.NodeRules;
import org.baton.domain.routing.StrategyRules;
import org.baton.rules.DecisionTable;
import org.baton.rules.DecisionTables;
import org.jspecify.annotations.Nullable;

/** Answers all that sourcing asks by the rule tables in force; a table that is replaced answers the next question. */
public final class TableStrategyRules implements StrategyRules {

    private final DecisionTables tables;
    private volatile @Nullable PinnedRules current;

    public TableStrategyRules(DecisionTables tables) {
        this.tables = tables;
    }

    @Override
    public StrategyRules pinned() {
        Map<String, DecisionTable> now = tables.now();
        PinnedRules known = current;
        if (known == null || known.tables() != now) {
            known = new PinnedRules(now);
            current = known;
        }
        return known;
    }

    @Override
    public Strategy strategyFor(Facts facts) {
        return pinned().strategyFor(facts);
    }

    @Override
    public NodeRules.Verdict judge(NodeRules.Inputs inputs) {
        return pinned().judge(inputs);
    }

    @Override
    public NodeRules.WorkCost workCost(NodeType type, String deliveryOption, String handling) {
        return pinned().workCost(type, deliveryOption, handling);
    }

    @Override
    public NodeRules.Carriage carriage(String deliveryOption, NodeType type, double miles, double weightKg) {
        return pinned().carriage(deliveryOption, type, miles, weightKg);
    }

    @Override
    public NodeRules.Preference preference(NodeType type, NodeInsight.Supply supply) {
        return pinned().preference(type, supply);
    }

    @Override
    public Map<String, String> versions() {
        return pinned().versions();
    }
}
