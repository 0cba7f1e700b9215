package org.baton.domain.inventory;

import java.sql.Timestamp;
import java.time.Clock;
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
    private static final int MOST_TOUCHED = 20_000;

    private final JdbcClient jdbc;
    private final StockReader reader;
    private final MovementBook book;
    private final StockSignals signals;
    private final Clock clock;

    PlainCounts(JdbcClient jdbc, StockReader reader, MovementBook book, StockSignals signals, Clock clock) {
        this.jdbc = jdbc;
        this.reader = reader;
        this.book = book;
        this.signals = signals;
        this.clock = clock;
    }

    /**
     * Takes the plain rows out of {@code snapshot_difference}.
     *
     * @return how many of them changed units
     */
    long apply(String id, Origin origin) {
        var now = Timestamp.from(clock.instant());
        lockAndOpen(now);
        jdbc.sql("""
                create temp table snapshot_plain on commit drop as
                select d.n, d.row, d.node_id, d.sku, d.on_hand, d.fresh, d.at, d.on_hand - s.on_hand as change
                from snapshot_difference d join stock s on s.sku = d.sku and s.node_id = d.node_id
                left join node_count c on c.node_id = d.node_id and not s.apart
                where not d.tells_more and coalesce(greatest(s.moved_at, s.counted_at, c.counted_at), '-infinity') < d.at""").update();
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
                       on_hand, :sequence::bigint, :now, null
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

    /** Products before stock, and both in order, as everybody else locks them. */
    private void lockAndOpen(Timestamp now) {
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
                    where not d.fresh order by s.sku collate "C", s.node_id collate "C" for update of s) as locked""").query(Long.class).single();
    }

    private void touch(int changed) {
        jdbc.sql(
                        changed <= MOST_TOUCHED
                                ? "insert into stock_touch (sku, node_id) select sku, node_id from snapshot_plain"
                                : "insert into stock_touch (sku) select distinct sku from snapshot_plain")
                .update();
    }

    private record Changed(long n, Stock now, int change, boolean fresh) {}

    private void tellAll(String id) {
        for (long from = 0; ; ) {
            var page = jdbc.sql("""
                            select p.n, p.change, p.fresh, s.*, d.category from snapshot_plain p
                            join stock s on s.sku = p.sku and s.node_id = p.node_id join product d on d.sku = p.sku
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
                var key = new StockKey(row.now().node(), row.now().sku());
                before.put(key, row.now().plus(-row.change(), 0, 0));
                after.put(key, row.now());
                if (!row.fresh()) {
                    knownAfter.put(key, row.now());
                }
            }
            // What was never stocked before did not come back.
            signals.tell(before, knownAfter, id + "/" + from);
            book.tell(before, after, id + "/" + from);
            from = page.getLast().n();
        }
    }
}
