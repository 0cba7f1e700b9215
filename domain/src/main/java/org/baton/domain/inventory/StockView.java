package org.baton.domain.inventory;

import java.util.Collection;
import java.util.List;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.Sku;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Answers what is where. What it says may be stale by the time it is used: only a reservation is a promise. */
@Repository
public class StockView {

    private final JdbcClient jdbc;
    private final StockReader reader;

    StockView(JdbcClient jdbc, StockReader reader) {
        this.jdbc = jdbc;
        this.reader = reader;
    }

    /** Stock of some SKUs at some nodes; pairs that were never stocked are left out. */
    public List<Stock> at(Collection<NodeId> nodes, Collection<Sku> skus) {
        return jdbc.sql(
                        StockReader.FROM
                                + "where s.sku = any((select :skus::text[])::text[]) and s.node_id = any((select :nodes::text[])::text[])")
                .param("skus", skus.stream().map(Sku::value).toArray(String[]::new))
                .param("nodes", nodes.stream().map(NodeId::value).toArray(String[]::new))
                .query((rs, n) -> reader.read(rs))
                .list();
    }

    /**
     * Stock rows in order of SKU and node, after a row already seen.
     *
     * @param node only this node, if given
     * @param sku only this SKU, if given
     * @param afterSku with afterNode the last row seen; empty to begin
     */
    public List<Stock> page(@Nullable NodeId node, @Nullable Sku sku, String afterSku, String afterNode, int limit) {
        return jdbc.sql(StockReader.FROM + """
                where (s.sku, s.node_id) > (:afterSku, :afterNode)
                  and (:node::text is null or s.node_id = :node) and (:sku::text is null or s.sku = :sku)
                order by s.sku, s.node_id limit :limit""")
                .param("afterSku", afterSku)
                .param("afterNode", afterNode)
                .param("node", node == null ? null : node.value())
                .param("sku", sku == null ? null : sku.value())
                .param("limit", limit)
                .query((rs, n) -> reader.read(rs))
                .list();
    }

    /**
     * Units of a stock row that are never offered: safety stock and threshold, each by the row's own word or else by the
     * rules.
     *
     * @param category of the product
     */
    public int keptBack(
            NodeId node,
            @Nullable Integer safetyStock,
            @Nullable Integer threshold,
            @Nullable String category,
            int unitsPerWeek) {
        if (safetyStock != null && threshold != null) {
            return safetyStock + threshold;
        }
        var kept = reader.kept(node, category, unitsPerWeek);
        return (safetyStock == null ? kept.safetyStock() : safetyStock)
                + (threshold == null ? kept.threshold() : threshold);
    }
}
