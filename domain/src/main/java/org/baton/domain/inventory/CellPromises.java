package org.baton.domain.inventory;

import java.util.Objects;
import java.util.function.IntFunction;
import org.baton.domain.inventory.LiveStock.Cell;
import org.jspecify.annotations.Nullable;

/** What can be promised of many cells at one moment, in one thread; the next is mostly of the kind that the last was. */
final class CellPromises {

    /** What the rules say for one kind of row, by units sold a week. */
    private record Rule(NodeType type, @Nullable String category, IntFunction<StockRules.Kept> kept) {

        boolean isFor(Cell cell, NodeType other) {
            return type == other && Objects.equals(category, cell.category());
        }
    }

    private final StockReader reader;
    private final int month;
    private @Nullable Rule last;

    CellPromises(StockReader reader) {
        this.reader = reader;
        this.month = reader.month();
    }

    /** May be below 0. */
    int of(Cell cell, NodeType type) {
        return Stock.availableToPromise(cell.onHand(), cell.reserved(), cell.damaged(), kept(cell, type));
    }

    private int kept(Cell cell, NodeType type) {
        var safety = cell.safetyStock();
        var threshold = cell.threshold();
        if (safety != null && threshold != null) {
            return safety + threshold;
        }
        var rule = byRules(cell, type);
        return (safety == null ? rule.safetyStock() : safety) + (threshold == null ? rule.threshold() : threshold);
    }

    private StockRules.Kept byRules(Cell cell, NodeType type) {
        var rule = last;
        if (rule == null || !rule.isFor(cell, type)) {
            rule = new Rule(type, cell.category(), reader.kept(type, cell.category(), month));
            last = rule;
        }
        return rule.kept().apply(cell.unitsPerWeek());
    }
}
