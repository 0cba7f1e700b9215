package org.baton.domain.inventory;

import java.sql.Timestamp;
import java.time.Clock;
import org.baton.domain.inventory.StockSnapshots.Origin;
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
        markWhole();
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
                        counted_at = greatest(s.counted_at, (
                            select c.counted_at from node_count c
                            where c.node_id = s.node_id and c.recorded_at >= s.opened_at))
                    from snapshot_node n
                    where n.node_id = s.node_id and n.whole and n.lacking and not s.apart
                      and not exists (select from snapshot_row r where r.sku = s.sku and r.node_id = s.node_id)""").update();
        }
    }

    private void markWhole() {
        jdbc.sql("""
                insert into node_count (node_id, counted_at, recorded_at)
                select node_id, at, :now from snapshot_node where whole
                on conflict (node_id) do update
                set counted_at = excluded.counted_at, recorded_at = excluded.recorded_at
                where node_count.counted_at <= excluded.counted_at""").param("now", Timestamp.from(clock.instant())).update();
    }

    /** A row that stood apart and is named with its whole node from now on counts with it again. */
    private void markRows(Origin origin, int nodes) {
        if (is("select exists (select from snapshot_apart)") || whole() < nodes) {
            jdbc.sql("""
                    update stock s
                    set counted_at = greatest(s.counted_at, coalesce(r.as_of, :asOf)), apart = s.apart and n.whole is not true
                    from snapshot_row r left join snapshot_node n on n.node_id = r.node_id
                    where s.sku = r.sku and s.node_id = r.node_id and (s.apart or n.whole is not true)""").param("asOf", Timestamp.from(origin.asOf())).update();
        }
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
