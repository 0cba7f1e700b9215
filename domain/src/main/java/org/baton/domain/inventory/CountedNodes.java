package org.baton.domain.inventory;

import java.sql.Timestamp;
import java.time.Clock;
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
    private final Clock clock;

    CountedNodes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Notes which rows of the staged snapshot stand apart, before they are worked off. */
    void prepare() {
        jdbc.sql("""
                create temp table snapshot_apart on commit drop as
                select node_id, count(*) as rows from snapshot_difference where apart group by node_id""").update();
    }

    /** Marks all rows of the staged snapshot as counted; an older count never takes the place of a newer one. */
    void mark(Origin origin, CountedRows rows) {
        compare(rows);
        setApart();
        markWhole(origin);
        markRows(origin, rows.nodes().size());
    }

    /** Of each node that was counted at one moment: how many of the rows that it counts with were named and were not. */
    private void compare(CountedRows rows) {
        var nodes = rows.nodes().stream()
                .filter(node -> rows.of(node).asOf().isPresent())
                .toList();
        jdbc.sql("""
                create temp table snapshot_node on commit drop as
                select w.node_id, w.at, t.total - (w.rows - coalesce(a.rows, 0)) <= w.rows - coalesce(a.rows, 0) as whole,
                       t.total > w.rows - coalesce(a.rows, 0) as lacking
                from unnest(:nodes, :rows, :times::timestamptz[]) as w(node_id, rows, at)
                join (select node_id, count(*) as total from stock where not apart group by node_id) t using (node_id)
                left join snapshot_apart a using (node_id)""")
                .param("nodes", nodes.toArray(String[]::new))
                .param("rows", nodes.stream().map(n -> rows.of(n).rows()).toArray(Long[]::new))
                .param(
                        "times",
                        nodes.stream()
                                .map(n -> String.valueOf(rows.of(n).asOf().orElseThrow()))
                                .toArray(String[]::new))
                .update();
    }

    private void setApart() {
        if (is("select exists (select from snapshot_node where whole and lacking)")) {
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
                    from snapshot_node n
                    where n.node_id = s.node_id and n.whole and n.lacking and not s.apart
                      and not exists (select from snapshot_row r where r.sku = s.sku and r.node_id = s.node_id)""".formatted(Mark.sql("k.at", "k.by", "k.sequence"))).update();
        }
    }

    private void markWhole(Origin origin) {
        jdbc.sql("""
                insert into node_count (node_id, counted_at, recorded_at, counted_by, counted_sequence)
                select node_id, at, :now, :by, :sequence::bigint from snapshot_node where whole
                on conflict (node_id) do update
                set counted_at = excluded.counted_at, recorded_at = excluded.recorded_at,
                    counted_by = excluded.counted_by, counted_sequence = excluded.counted_sequence
                where %s <= %s""".formatted(
                        Mark.sql("node_count.counted_at", "node_count.counted_by", "node_count.counted_sequence"),
                        Mark.sql("excluded.counted_at", "excluded.counted_by", "excluded.counted_sequence")))
                .param("now", Timestamp.from(clock.instant()))
                .param("by", by(origin))
                .param("sequence", origin.sequence())
                .update();
    }

    /** A row that stood apart and is named with its whole node from now on counts with it again. */
    private void markRows(Origin origin, int nodes) {
        if (is("select exists (select from snapshot_apart)") || whole() < nodes) {
            var known = Mark.sql("s.counted_at", "s.counted_by", "s.counted_sequence");
            var counted = Mark.sql("coalesce(r.as_of, cast(:asOf as timestamptz))", ":by::text", ":sequence::bigint");
            var newer = "s.counted_at is null or " + known + " <= " + counted;
            jdbc.sql("""
                    update stock s
                    set counted_at = case when %1$s then coalesce(r.as_of, cast(:asOf as timestamptz)) else s.counted_at end,
                        counted_by = case when %1$s then :by else s.counted_by end,
                        counted_sequence = case when %1$s then :sequence::bigint else s.counted_sequence end,
                        apart = s.apart and n.whole is not true
                    from snapshot_row r left join snapshot_node n on n.node_id = r.node_id
                    where s.sku = r.sku and s.node_id = r.node_id and (s.apart or n.whole is not true)""".formatted(newer))
                    .param("asOf", Timestamp.from(origin.asOf()))
                    .param("by", by(origin))
                    .param("sequence", origin.sequence())
                    .update();
        }
    }

    private static @Nullable String by(Origin origin) {
        return origin.sequence() == null ? null : origin.source();
    }

    private int whole() {
        return jdbc.sql("select count(*) from snapshot_node where whole")
                .query(Integer.class)
                .single();
    }

    private boolean is(String question) {
        return jdbc.sql(question).query(Boolean.class).single();
    }
}
