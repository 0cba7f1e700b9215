package org.baton.domain.inventory;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.BitSet;
import org.baton.domain.inventory.StockSnapshots.Origin;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Remembers when a snapshot counted what. A node that was counted at one moment is marked once, not row by row: the few
 * rows that its snapshots never name are set apart, and only they, and nodes counted in part, keep times of their own.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class CountedNodes {

    private final JdbcClient jdbc;
    private final SnapshotStage stage;

    CountedNodes(JdbcClient jdbc, SnapshotStage stage) {
        this.jdbc = jdbc;
        this.stage = stage;
    }

    /**
     * Marks all rows of a snapshot as counted; an older count never takes the place of a newer one.
     *
     * @param started when the stock was read: what others opened since was not counted with its node
     */
    void mark(Origin origin, StockComparison comparison, Instant started) {
        var rows = comparison.rows();
        var whole = new BitSet();
        var lacking = new BitSet();
        var single = new BitSet();
        for (int node = 0; node < rows.nodes().all().size(); node++) {
            var tally = comparison.of(node);
            var named = rows.of(node).rows() - tally.apart();
            whole.set(node, rows.of(node).asOf().isPresent() && tally.counted() <= 2 * named);
            lacking.set(node, whole.get(node) && tally.counted() > named);
            single.set(node, !whole.get(node) || tally.apart() > 0);
        }
        if (!lacking.isEmpty() || !single.isEmpty()) {
            stage.rows(rows, node -> lacking.get(node) || single.get(node));
        }
        if (!lacking.isEmpty()) {
            setApart(names(rows, lacking));
        }
        markWhole(origin, rows, whole, started);
        if (!single.isEmpty()) {
            markRows(origin, names(rows, whole));
        }
    }

    private static String[] names(CountedRows rows, BitSet nodes) {
        return nodes.stream().mapToObj(rows.nodes()::get).toArray(String[]::new);
    }

    /** @param lacking nodes of which the snapshot names more than half, but not all */
    private void setApart(String[] lacking) {
        jdbc.sql("""
                update stock s
                set apart = true,
                    (counted_at, counted_by, counted_sequence) = (
                        select k.at, k.by, k.sequence from (
                            select s.counted_at as at, s.counted_by as by, s.counted_sequence as sequence
                            union all
                            select c.counted_at, c.counted_by, c.counted_sequence from node_count c
                            where c.node_id = s.node_id and c.recorded_at >= s.opened_at) k
                        where k.at is not null order by %s desc limit 1)
                where s.node_id = any(:lacking) and not s.apart
                  and not exists (select from snapshot_row r where r.sku = s.sku and r.node_id = s.node_id)""".formatted(Mark.sql("k.at", "k.by", "k.sequence")))
                .param("lacking", lacking)
                .update();
    }

    private void markWhole(Origin origin, CountedRows rows, BitSet whole, Instant started) {
        jdbc.sql("""
                insert into node_count (node_id, counted_at, recorded_at, counted_by, counted_sequence)
                select w.node_id, w.at, :started, :by, :sequence::bigint from unnest(:nodes, :times::timestamptz[]) as w(node_id, at)
                on conflict (node_id) do update
                set counted_at = excluded.counted_at, recorded_at = excluded.recorded_at,
                    counted_by = excluded.counted_by, counted_sequence = excluded.counted_sequence
                where %s <= %s""".formatted(
                        Mark.sql("node_count.counted_at", "node_count.counted_by", "node_count.counted_sequence"),
                        Mark.sql("excluded.counted_at", "excluded.counted_by", "excluded.counted_sequence")))
                .param("nodes", names(rows, whole))
                .param(
                        "times",
                        whole.stream()
                                .mapToObj(node ->
                                        String.valueOf(rows.of(node).asOf().orElseThrow()))
                                .toArray(String[]::new))
                .param("started", Timestamp.from(started))
                .param("by", by(origin))
                .param("sequence", origin.sequence())
                .update();
    }

    /** A row that stood apart and is named with its whole node from now on counts with it again. */
    private void markRows(Origin origin, String[] whole) {
        var known = Mark.sql("s.counted_at", "s.counted_by", "s.counted_sequence");
        var counted = Mark.sql("r.at", ":by::text", ":sequence::bigint");
        var newer = "s.counted_at is null or " + known + " <= " + counted;
        jdbc.sql("""
                update stock s
                set counted_at = case when %1$s then r.at else s.counted_at end,
                    counted_by = case when %1$s then :by else s.counted_by end,
                    counted_sequence = case when %1$s then :sequence::bigint else s.counted_sequence end,
                    apart = s.apart and n.node_id is null
                from snapshot_row r left join unnest(:whole) as n(node_id) using (node_id)
                where s.sku = r.sku and s.node_id = r.node_id and (s.apart or n.node_id is null)""".formatted(newer))
                .param("whole", whole)
                .param("by", by(origin))
                .param("sequence", origin.sequence())
                .update();
    }

    private static @Nullable String by(Origin origin) {
        return origin.sequence() == null ? null : origin.source();
    }
}
