package org.baton.rules.inventory;

import java.util.function.IntFunction;
import org.baton.domain.inventory.NodeType;
import org.baton.domain.inventory.StockRules;
import org.baton.rules.Decision;
import org.baton.rules.DecisionTables;
import org.baton.rules.MemoOfTable;
import org.baton.rules.MemoTable;
import org.baton.rules.ShippedTables;
import org.jspecify.annotations.Nullable;

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

    @Override
    public IntFunction<Kept> keptBack(String category, NodeType type, int month) {
        var inForce = answers.inForce();
        IntFunction<Kept> asked = units -> inForce.ask(category, type.text(), units, month);
        return inForce.bounds("unitsPerWeek")
                .<IntFunction<Kept>>map(bounds -> new ByPiece(bounds, asked))
                .orElse(asked);
    }

    /** Between two bounds the answer is the same, so it is asked for once. */
    private static final class ByPiece implements IntFunction<Kept> {

        private final double[] bounds;
        private final IntFunction<Kept> asked;
        private final @Nullable Kept[] pieces;

        private ByPiece(double[] bounds, IntFunction<Kept> asked) {
            this.bounds = bounds;
            this.asked = asked;
            this.pieces = new Kept[2 * bounds.length + 1];
        }

        @Override
        public Kept apply(int units) {
            int piece = MemoTable.piece(bounds, units);
            var known = pieces[piece];
            if (known == null) {
                known = asked.apply(units);
                pieces[piece] = known;
            }
            return known;
        }
    }

    private static Kept kept(Decision decision) {
        return new Kept(decision.count("safetyStock"), decision.count("threshold"), decision.count("lowStock"));
    }
}
