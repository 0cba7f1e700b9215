package org.baton.domain.inventory;

import java.time.Instant;
import java.util.List;
import org.baton.domain.common.NodeId;
import org.baton.domain.inventory.StockSnapshots.Origin;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** How far what a source says and what Baton believed lay apart, per node and snapshot. */
@Repository
public class Reconciliations {

    private static final double PERCENT = 100;
    private static final double HUNDREDTHS = 100;

    /**
     * One node in one snapshot.
     *
     * @param agreeing rows of which both said the same
     * @param unitsOff sum of the differences, each counted as positive
     */
    public record Reconciliation(
            String snapshot,
            String source,
            NodeId node,
            Instant asOf,
            int rows,
            int agreeing,
            long unitsSaid,
            long unitsBelieved,
            long unitsOff) {

        /** Rows that agreed, of a hundred; two decimals. */
        public double accuracyPercent() {
            return Math.round(PERCENT * HUNDREDTHS * agreeing / rows) / HUNDREDTHS;
        }
    }

    private final JdbcClient jdbc;

    Reconciliations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes where the staged snapshot and the stock differ before the snapshot changes it. */
    @Transactional(propagation = Propagation.MANDATORY)
    void prepare() {
        jdbc.sql("""
                create temp table snapshot_drift on commit drop as
                select d.node_id, count(*) filter (where d.on_hand <> coalesce(d.believed, 0)) as differing,
                       sum(d.on_hand - coalesce(d.believed, 0)) as more,
                       sum(abs(d.on_hand - coalesce(d.believed, 0))) as off
                from snapshot_difference d group by d.node_id""").update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void write(String snapshot, Origin origin, CountedRows rows) {
        var nodes = List.copyOf(rows.nodes());
        jdbc.sql("""
                insert into stock_reconciliation
                       (snapshot_id, source, node_id, as_of, rows, agreeing, units_said, units_believed, units_off)
                select :snapshot, :source, w.node_id, w.as_of, w.rows, w.rows - coalesce(d.differing, 0), w.units,
                       w.units - coalesce(d.more, 0), coalesce(d.off, 0)
                from unnest(:nodes, :times::timestamptz[], :rows, :units) as w(node_id, as_of, rows, units)
                left join snapshot_drift d on d.node_id = w.node_id""")
                .param("snapshot", snapshot)
                .param("source", origin.source())
                .param(
                        "times",
                        nodes.stream()
                                .map(n ->
                                        rows.of(n).asOf().orElse(origin.asOf()).toString())
                                .toArray(String[]::new))
                .param("nodes", nodes.toArray(String[]::new))
                .param("rows", nodes.stream().map(n -> rows.of(n).rows()).toArray(Long[]::new))
                .param("units", nodes.stream().map(n -> rows.of(n).units()).toArray(Long[]::new))
                .update();
    }

    /**
     * The newest comparison of each source and node, by node and source.
     *
     * @param source only of this source, if given
     * @param afterNode with afterSource the last one seen; empty to begin
     */
    public List<Reconciliation> page(
            @Nullable String source, @Nullable NodeId node, String afterNode, String afterSource, int limit) {
        return jdbc.sql("""
                select distinct on (node_id, source) * from stock_reconciliation
                where (node_id, source) > (:afterNode, :afterSource)
                  and (:source::text is null or source = :source) and (:node::text is null or node_id = :node)
                order by node_id, source, as_of desc, snapshot_id desc limit :limit""")
                .param("afterNode", afterNode)
                .param("afterSource", afterSource)
                .param("source", source)
                .param("node", node == null ? null : node.value())
                .param("limit", limit)
                .query((rs, n) -> new Reconciliation(
                        rs.getString("snapshot_id"),
                        rs.getString("source"),
                        new NodeId(rs.getString("node_id")),
                        rs.getTimestamp("as_of").toInstant(),
                        rs.getInt("rows"),
                        rs.getInt("agreeing"),
                        rs.getLong("units_said"),
                        rs.getLong("units_believed"),
                        rs.getLong("units_off")))
                .list();
    }
}
