package org.baton.rules.inventory;

import java.util.List;
import org.baton.domain.inventory.StockRules;
import org.baton.rules.Decision;
import org.baton.rules.DecisionTable;
import org.baton.rules.DecisionTables;
import org.baton.rules.MemoTable;
import org.baton.rules.ShippedTables;
import org.baton.rules.TableContract;
import org.jspecify.annotations.Nullable;

/** Answers what a node keeps back by the table {@code stock-thresholds}, thousands of times a second. */
public final class TableStockRules implements StockRules {

    private static final List<String> NAMES = ShippedTables.STOCK_THRESHOLDS.inputs().stream()
            .map(TableContract.Field::name)
            .toList();

    private record Memo(DecisionTable table, MemoTable<Kept> answers) {}

    private final DecisionTables tables;
    private volatile @Nullable Memo memo;

    public TableStockRules(DecisionTables tables) {
        this.tables = tables;
    }

    @Override
    public Kept keptBack(Facts facts) {
        return answers().ask(facts.category(), facts.nodeType().text(), facts.unitsPerWeek(), facts.month());
    }

    /** A table that was replaced forgets what the one before it answered. */
    private MemoTable<Kept> answers() {
        var now = tables.table(ShippedTables.STOCK_THRESHOLDS.name());
        var known = memo;
        if (known == null || known.table() != now) {
            known = new Memo(now, new MemoTable<>(now, NAMES, TableStockRules::kept));
            memo = known;
        }
        return known.answers();
    }

    private static Kept kept(Decision decision) {
        return new Kept(decision.count("safetyStock"), decision.count("threshold"), decision.count("lowStock"));
    }
}
