package org.baton.rules.inventory;

import org.baton.domain.inventory.StockRules;
import org.baton.rules.Decision;
import org.baton.rules.DecisionTables;
import org.baton.rules.MemoOfTable;
import org.baton.rules.ShippedTables;

/** Answers what a node keeps back by the table {@code stock-thresholds}, thousands of times a second. */
public final class TableStockRules implements StockRules {

    private final MemoOfTable<Kept> answers;

    public TableStockRules(DecisionTables tables) {
        this.answers = new MemoOfTable<>(tables, ShippedTables.STOCK_THRESHOLDS, TableStockRules::kept);
    }

    @Override
    public Kept keptBack(Facts facts) {
        return answers.ask(facts.category(), facts.nodeType().text(), facts.unitsPerWeek(), facts.month());
    }

    private static Kept kept(Decision decision) {
        return new Kept(decision.count("safetyStock"), decision.count("threshold"), decision.count("lowStock"));
    }
}
