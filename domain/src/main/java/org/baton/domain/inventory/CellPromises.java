package org.baton.domain.inventory;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.baton.domain.inventory.LiveStock.Cell;
import org.jspecify.annotations.Nullable;

/** What can be promised of many cells at one moment, in one thread: the rules are asked once for each kind of row. */
final class CellPromises {

    private record Kind(NodeType type, @Nullable String category) {}

    private final StockReader reader;
    private final int month;
    private final Map<Kind, IntFunction<StockRules.Kept>> kept = new HashMap<>();

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
        var rule = kept.computeIfAbsent(
                        new Kind(type, cell.category()), kind -> reader.kept(kind.type(), kind.category(), month))
                .apply(cell.unitsPerWeek());
        return (safety == null ? rule.safetyStock() : safety) + (threshold == null ? rule.threshold() : threshold);
    }
}
