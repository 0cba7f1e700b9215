package org.baton.domain.inventory;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.baton.domain.inventory.StockSnapshots.Origin;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Works off those rows of a snapshot against which nothing speaks: nothing moved or counted the stock since. The database
 * writes them as a set, a million of them in seconds. All others are left to {@link MovementBook}, which judges one by one.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class PlainCounts {

    private static final int PAGE = 10_000;
    /** Beyond this, who follows the stock is told of SKUs, not of single rows. */
    private static final int MOST_TOUCHED = LiveStockReader.MOST_CHANGED;

    private final JdbcClient jdbc;
    private final StockReader reader;
    private final MovementBook book;
    private final StockSignals signals;

    PlainCounts(JdbcClient jdbc, StockReader reader, MovementBook book, StockSignals signals) {
        this.jdbc = jdbc;
        this.reader = reader;
        this.book = book;
        this.signals = signals;
    }

    /**
     * Takes the plain rows out of {@code snapshot_difference}.
     *
     * @param started when stock is opened that the snapshot names first
     * @return how many of them changed units
     */
    long apply(String id, Origin origin, Instant started) {
        var now = Timestamp.from(started);
        openAndLock(now);
        choose();
        jdbc.sql("delete from snapshot_difference d using snapshot_plain p where p.n = d.n")
                .update();
        jdbc.sql("delete from snapshot_plain where change = 0").update();
        // Without its transaction's number: who follows the stock would visit every row of it again and again until it
        // ends. At the end it is told at once.
        var changed = jdbc.sql("""
                insert into stock_movement (key, node_id, sku, type, on_hand_change, reserved_change, damaged_change,
                                            reason, reference, actor, occurred_at, source, quantity, sequence, recorded_at,
                                            xid)
                select :id || '/' || row, node_id, sku, :count, change, 0, 0, 'snapshot', :id, :actor, at, :source,
                       said, :sequence::bigint, :now, null
                from snapshot_plain order by n""")
                .param("id", id)
                .param("count", MovementType.COUNT.text())
                .param("actor", origin.actor())
                .param("source", origin.source())
                .param("sequence", origin.sequence())
                .param("now", now)
                .update();
        touch(changed);
        jdbc.sql("create unique index on snapshot_plain (n)").update();
        tellAll(id);
        return changed;
    }

    /** Products before stock, and both in order, as everybody else locks them. What was just opened nobody else sees. */
    private void openAndLock(Timestamp now) {
        jdbc.sql("""
                select count(*) from (
                    select from product where sku in (select sku from snapshot_difference)
                    order by sku collate "C" for key share) as locked""").query(Long.class).single();
        jdbc.sql("""
                insert into stock (node_id, sku, updated_at, opened_at, safety_stock, threshold, aisle, bin)
                select node_id, sku, :now, :now, safety_stock, threshold, aisle, bin
                from snapshot_difference where fresh order by n
                on conflict do nothing""").param("now", now).update();
        jdbc.sql("""
                select count(*) from (
                    select from stock s join snapshot_difference d on s.sku = d.sku and s.node_id = d.node_id
                    where not d.fresh or s.opened_at <> :now
                    order by s.sku collate "C", s.node_id collate "C" for update of s) as locked""").param("now", now).query(Long.class).single();
    }

    /** A statement of its own: only then it sees what those did, also of whole nodes, for whose locks was waited. */
    private void choose() {
        jdbc.sql("""
                create temp table snapshot_plain on commit drop as
                select d.n, d.row, d.on_hand as said, d.on_hand - s.on_hand as change, d.at, d.fresh, s.node_id, s.sku,
                       s.on_hand, s.reserved, s.damaged, s.safety_stock, s.threshold, s.units_per_week, s.aisle, s.bin
                from snapshot_difference d join stock s on s.sku = d.sku and s.node_id = d.node_id
                left join node_count c on c.node_id = d.node_id and not s.apart
                where not d.tells_more and coalesce(greatest(s.moved_at, s.counted_at, c.counted_at), '-infinity') < d.at""").update();
    }

    private void touch(int changed) {
        jdbc.sql(
                        changed <= MOST_TOUCHED
                                ? "insert into stock_touch (sku, node_id) select sku, node_id from snapshot_plain"
                                : "insert into stock_touch (sku) select distinct sku from snapshot_plain")
                .update();
    }

    private record Changed(long n, Stock before, int change, boolean fresh) {}

    private void tellAll(String id) {
        for (long from = 0; ; ) {
            var page = jdbc.sql("""
                            select p.*, d.category from snapshot_plain p join product d on d.sku = p.sku
                            where p.n > :from order by p.n limit :most""")
                    .param("from", from)
                    .param("most", PAGE)
                    .query((rs, n) ->
                            new Changed(rs.getLong("n"), reader.read(rs), rs.getInt("change"), rs.getBoolean("fresh")))
                    .list();
            if (page.isEmpty()) {
                return;
            }
            Map<StockKey, Stock> before = new HashMap<>();
            Map<StockKey, Stock> after = new HashMap<>();
            Map<StockKey, Stock> knownAfter = new HashMap<>();
            for (var row : page) {
                var key = new StockKey(row.before().node(), row.before().sku());
                var now = row.before().plus(row.change(), 0, 0);
                before.put(key, row.before());
                after.put(key, now);
                if (!row.fresh()) {
                    knownAfter.put(key, now);
                }
            }
            // What was never stocked before did not come back.
            signals.tell(before, knownAfter, id + "/" + from);
            book.tell(before, after, id + "/" + from);
            from = page.getLast().n();
        }
    }
}
