package org.baton.domain.inventory;

import java.util.Collection;
import java.util.TreeMap;
import org.baton.domain.inventory.StockFeed.Count;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps what a node says about a SKU besides its units: safety stock, aisle and bin. */
@Repository
class StockDetails {

    private final JdbcClient jdbc;

    StockDetails(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes what the rows give; what they leave out stays as it is. Later rows on the same stock stand. */
    void write(Collection<Count> rows) {
        var perStock = new TreeMap<StockKey, Count>();
        for (var row : rows) {
            if (row.safetyStock() != null || row.threshold() != null || row.aisle() != null || row.bin() != null) {
                perStock.merge(StockFeed.key(row), row, StockDetails::later);
            }
        }
        if (perStock.isEmpty()) {
            return;
        }
        var given = perStock.values();
        jdbc.sql("""
                update stock s
                set safety_stock = coalesce(w.safety_stock, s.safety_stock),
                    threshold = coalesce(w.threshold, s.threshold),
                    aisle = coalesce(w.aisle, s.aisle), bin = coalesce(w.bin, s.bin)
                from unnest(:nodes, :skus, :safety, :thresholds, :aisles, :bins)
                     as w(node_id, sku, safety_stock, threshold, aisle, bin)
                where s.sku = w.sku and s.node_id = w.node_id""")
                .param("nodes", given.stream().map(Count::node).toArray(String[]::new))
                .param("skus", given.stream().map(Count::sku).toArray(String[]::new))
                .param("safety", given.stream().map(Count::safetyStock).toArray(Integer[]::new))
                .param("thresholds", given.stream().map(Count::threshold).toArray(Integer[]::new))
                .param("aisles", given.stream().map(Count::aisle).toArray(String[]::new))
                .param("bins", given.stream().map(Count::bin).toArray(String[]::new))
                .update();
    }

    private static Count later(Count first, Count second) {
        return new Count(
                second.node(),
                second.sku(),
                second.onHand(),
                second.safetyStock() == null ? first.safetyStock() : second.safetyStock(),
                second.threshold() == null ? first.threshold() : second.threshold(),
                second.aisle() == null ? first.aisle() : second.aisle(),
                second.bin() == null ? first.bin() : second.bin(),
                second.asOf());
    }
}
