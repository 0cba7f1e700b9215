package org.baton.domain.inventory;

import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
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

    @Transactional(propagation = Propagation.MANDATORY)
    void write(String snapshot, Origin origin, StockComparison comparison) {
        var rows = comparison.rows();
        var nodes = rows.nodes().all();
        jdbc.sql("""
                insert into stock_reconciliation
                       (snapshot_id, source, node_id, as_of, rows, agreeing, units_said, units_believed, units_off)
                select :snapshot, :source, w.node_id, w.as_of, w.rows, w.rows - w.differing, w.units, w.units - w.more, w.off
                from unnest(:nodes, :times::timestamptz[], :rows, :units, :differing, :more, :off)
                     as w(node_id, as_of, rows, units, differing, more, off)""")
                .param("snapshot", snapshot)
                .param("source", origin.source())
                .param("nodes", nodes.toArray(String[]::new))
                .param("times", texts(nodes, n -> rows.of(n).asOf().orElse(origin.asOf())))
                .param("rows", numbers(nodes, n -> rows.of(n).rows()))
                .param("units", numbers(nodes, n -> rows.of(n).units()))
                .param("differing", numbers(nodes, n -> comparison.of(n).differing()))
                .param("more", numbers(nodes, n -> comparison.of(n).more()))
                .param("off", numbers(nodes, n -> comparison.of(n).off()))
                .update();
    }

    private static Long[] numbers(List<String> nodes, IntToLongFunction number) {
        return IntStream.range(0, nodes.size()).mapToLong(number).boxed().toArray(Long[]::new);
    }

    private static String[] texts(List<String> nodes, IntFunction<Instant> time) {
        return IntStream.range(0, nodes.size())
                .mapToObj(time)
                .map(Instant::toString)
                .toArray(String[]::new);
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
