package org.baton.domain.inventory;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The only writer of stock: each change is a movement, and the database adds it to the counters of its row and refuses
 * every other change of them. Callers lock the rows first, decide on what they see, then write.
 */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class StockLedger {

    private final JdbcClient jdbc;
    private final StockReader reader;
    private final StockSignals signals;
    private final Clock clock;

    StockLedger(JdbcClient jdbc, StockReader reader, StockSignals signals, Clock clock) {
        this.jdbc = jdbc;
        this.reader = reader;
        this.signals = signals;
        this.clock = clock;
    }

    /** Locks stock rows until the transaction ends; pairs that were never stocked are left out. */
    Map<StockKey, Stock> lock(Collection<StockKey> keys) {
        var ordered = new TreeSet<>(keys);
        return jdbc
                .sql("""
                        select s.*, p.category from stock s
                        join unnest(:nodes, :skus) as w(node_id, sku) using (sku, node_id)
                        join product p on p.sku = s.sku
                        order by s.sku collate "C", s.node_id collate "C" for update of s""")
                .param("nodes", array(ordered, key -> key.node().value()))
                .param("skus", array(ordered, key -> key.sku().value()))
                .query((rs, n) -> reader.read(rs))
                .list()
                .stream()
                .collect(Collectors.toMap(stock -> new StockKey(stock.node(), stock.sku()), Function.identity()));
    }

    /**
     * Makes empty rows for pairs that are stocked for the first time.
     *
     * @return these pairs
     */
    Set<StockKey> open(Collection<StockKey> keys) {
        var ordered = new TreeSet<>(keys);
        return jdbc.sql("""
                insert into stock (node_id, sku, updated_at, opened_at)
                select node_id, sku, :now, :now from unnest(:nodes, :skus) as w(node_id, sku)
                on conflict do nothing returning node_id, sku""")
                .param("nodes", array(ordered, key -> key.node().value()))
                .param("skus", array(ordered, key -> key.sku().value()))
                .param("now", Timestamp.from(clock.instant()))
                .query((rs, n) -> StockKey.of(rs.getString("node_id"), rs.getString("sku")))
                .set();
    }

    /**
     * Appends movements of rows that the caller has locked, and tells what became low, ran out or came back.
     *
     * @param before the rows as they were locked
     * @param opened those of them that were stocked for the first time
     * @throws org.springframework.dao.DataIntegrityViolationException if reserved or damaged would fall below zero, or a
     *     key is in the ledger already
     */
    void write(List<StockChange> changes, Map<StockKey, Stock> before, Set<StockKey> opened) {
        if (changes.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into stock_movement (key, node_id, sku, type, on_hand_change, reserved_change, damaged_change,
                                            reason, reference, actor, occurred_at, source, quantity, recorded_at)
                select w.*, :now from unnest(:keys, :nodes, :skus, :types, :onHand, :reserved, :damaged,
                                             :reasons, :references, :actors, :occurred::timestamptz[], :sources,
                                             :quantities) as w""")
                .param("keys", array(changes, StockChange::key))
                .param("nodes", array(changes, c -> c.at().node().value()))
                .param("skus", array(changes, c -> c.at().sku().value()))
                .param("types", array(changes, StockChange::type))
                .param("onHand", numbers(changes, StockChange::onHandChange))
                .param("reserved", numbers(changes, StockChange::reservedChange))
                .param("damaged", numbers(changes, StockChange::damagedChange))
                .param("reasons", changes.stream().map(StockChange::reason).toArray(String[]::new))
                .param(
                        "references",
                        changes.stream().map(StockChange::reference).toArray(String[]::new))
                .param("actors", array(changes, StockChange::actor))
                .param(
                        "occurred",
                        changes.stream().map(c -> c.occurredAt().toString()).toArray(String[]::new))
                .param("sources", changes.stream().map(StockChange::source).toArray(String[]::new))
                .param("quantities", changes.stream().map(StockChange::quantity).toArray(Integer[]::new))
                .param("now", Timestamp.from(clock.instant()))
                .update();
        var after = after(changes, before);
        // What was never stocked before did not come back.
        after.keySet().removeAll(opened);
        signals.tell(before, after, changes.getLast().key());
    }

    /** Appends movements of rows that were stocked before. */
    void write(List<StockChange> changes, Map<StockKey, Stock> before) {
        write(changes, before, Set.of());
    }

    /** The rows as the movements leave them. */
    static Map<StockKey, Stock> after(Collection<StockChange> changes, Map<StockKey, Stock> before) {
        var after = new HashMap<StockKey, Stock>();
        for (var change : changes) {
            var row = after.getOrDefault(change.at(), before.get(change.at()));
            if (row != null) {
                after.put(
                        change.at(), row.plus(change.onHandChange(), change.reservedChange(), change.damagedChange()));
            }
        }
        return after;
    }

    /** When rows were last counted: each by itself, or with its whole node; rows that never were are left out. */
    Map<StockKey, Instant> countedAt(Collection<StockKey> keys) {
        var counted = new HashMap<StockKey, Instant>();
        var all = new ArrayList<>(keys);
        jdbc.sql("""
                select s.node_id, s.sku,
                       greatest(s.counted_at, case when c.recorded_at >= s.opened_at and not s.apart then c.counted_at end) as at
                from unnest(:nodes, :skus) as w(node_id, sku)
                join stock s using (sku, node_id) left join node_count c on c.node_id = s.node_id""")
                .param("nodes", array(all, key -> key.node().value()))
                .param("skus", array(all, key -> key.sku().value()))
                .query(rs -> {
                    var at = rs.getTimestamp("at");
                    if (at != null) {
                        counted.put(StockKey.of(rs.getString("node_id"), rs.getString("sku")), at.toInstant());
                    }
                });
        return counted;
    }

    /** Notes that rows were counted; an older count never takes the place of a newer one. */
    void counted(Map<StockKey, Instant> at) {
        if (at.isEmpty()) {
            return;
        }
        var keys = new TreeSet<>(at.keySet());
        jdbc.sql("""
                update stock s set counted_at = greatest(s.counted_at, w.at)
                from unnest(:nodes, :skus, :times::timestamptz[]) as w(node_id, sku, at)
                where s.sku = w.sku and s.node_id = w.node_id""")
                .param("nodes", array(keys, key -> key.node().value()))
                .param("skus", array(keys, key -> key.sku().value()))
                .param("times", array(keys, key -> String.valueOf(at.get(key))))
                .update();
    }

    /** Units that came and went after a moment: what a count of that moment does not know. */
    Map<StockKey, Integer> movedSince(Map<StockKey, Instant> moments) {
        var moved = new HashMap<StockKey, Integer>();
        if (moments.isEmpty()) {
            return moved;
        }
        var keys = List.copyOf(moments.keySet());
        jdbc.sql("""
                select w.node_id, w.sku,
                       (select coalesce(sum(m.on_hand_change), 0) from stock_movement m
                        where m.sku = w.sku and m.node_id = w.node_id and m.occurred_at > w.at) as units
                from unnest(:nodes, :skus, :times::timestamptz[]) as w(node_id, sku, at)
                join stock s using (sku, node_id) where s.moved_at > w.at""")
                .param("nodes", array(keys, key -> key.node().value()))
                .param("skus", array(keys, key -> key.sku().value()))
                .param("times", array(keys, key -> String.valueOf(moments.get(key))))
                .query(rs -> {
                    moved.put(StockKey.of(rs.getString("node_id"), rs.getString("sku")), rs.getInt("units"));
                });
        return moved;
    }

    static <T> String[] array(Collection<T> items, Function<T, String> text) {
        return items.stream().map(text).toArray(String[]::new);
    }

    static <T> Integer[] numbers(Collection<T> items, Function<T, Integer> number) {
        return items.stream().map(number).toArray(Integer[]::new);
    }
}
