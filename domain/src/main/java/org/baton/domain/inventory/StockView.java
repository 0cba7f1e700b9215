package org.baton.domain.inventory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.Sku;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Answers what is where. What it says may be stale by the time it is used: only a reservation is a promise. */
@Repository
public class StockView {

    private final JdbcClient jdbc;

    StockView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Stock of some SKUs at some nodes; pairs that were never stocked are left out. */
    public List<Stock> at(Collection<NodeId> nodes, Collection<Sku> skus) {
        return jdbc.sql("select * from stock where sku = any(:skus) and node_id = any(:nodes)")
                .param("skus", skus.stream().map(Sku::value).toArray(String[]::new))
                .param("nodes", nodes.stream().map(NodeId::value).toArray(String[]::new))
                .query((rs, n) -> StockLedger.read(rs))
                .list();
    }

    /** How many units of each SKU may still be promised, at all nodes together; SKUs without any are left out. */
    public Map<Sku, Long> promisable(Collection<Sku> skus) {
        return jdbc
                .sql("""
                        select sku, sum(greatest(0, on_hand - damaged - reserved - safety_stock)) as units
                        from stock where sku = any(:skus) group by sku
                        having sum(greatest(0, on_hand - damaged - reserved - safety_stock)) > 0""")
                .param("skus", skus.stream().map(Sku::value).toArray(String[]::new))
                .query((rs, n) -> Map.entry(new Sku(rs.getString("sku")), rs.getLong("units")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Stock rows in order of SKU and node, after a row already seen.
     *
     * @param node only this node, if given
     * @param sku only this SKU, if given
     * @param afterSku with afterNode the last row seen; empty to begin
     */
    public List<Stock> page(@Nullable NodeId node, @Nullable Sku sku, String afterSku, String afterNode, int limit) {
        return jdbc.sql("""
                select * from stock
                where (sku, node_id) > (:afterSku, :afterNode)
                  and (:node::text is null or node_id = :node) and (:sku::text is null or sku = :sku)
                order by sku, node_id limit :limit""")
                .param("afterSku", afterSku)
                .param("afterNode", afterNode)
                .param("node", node == null ? null : node.value())
                .param("sku", sku == null ? null : sku.value())
                .param("limit", limit)
                .query((rs, n) -> StockLedger.read(rs))
                .list();
    }
}
