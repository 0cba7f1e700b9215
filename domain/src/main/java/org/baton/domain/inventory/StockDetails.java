package org.baton.domain.inventory;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps what a node says about a SKU besides its units: safety stock, aisle and bin. */
@Repository
class StockDetails {

    private final JdbcClient jdbc;

    StockDetails(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes what the rows give; what they leave out stays as it is. */
    void write(List<StockFeed.Count> rows) {
        var given = rows.stream()
                .filter(row -> row.safetyStock() != null || row.aisle() != null || row.bin() != null)
                .toList();
        if (given.isEmpty()) {
            return;
        }
        jdbc.sql("""
                update stock s
                set safety_stock = coalesce(w.safety_stock, s.safety_stock),
                    aisle = coalesce(w.aisle, s.aisle), bin = coalesce(w.bin, s.bin)
                from unnest(:nodes, :skus, :safety, :aisles, :bins) as w(node_id, sku, safety_stock, aisle, bin)
                where s.sku = w.sku and s.node_id = w.node_id""")
                .param("nodes", given.stream().map(StockFeed.Count::node).toArray(String[]::new))
                .param("skus", given.stream().map(StockFeed.Count::sku).toArray(String[]::new))
                .param(
                        "safety",
                        given.stream().map(StockFeed.Count::safetyStock).toArray(Integer[]::new))
                .param("aisles", given.stream().map(StockFeed.Count::aisle).toArray(String[]::new))
                .param("bins", given.stream().map(StockFeed.Count::bin).toArray(String[]::new))
                .update();
    }
}
