package org.baton.domain.inventory;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

    /**
     * Locks stock rows until the transaction ends; pairs that were never stocked are left out. The lists are asked for by
     * questions of their own: of a list that it knows the database expects less, and would plan the whole for each anew.
     */
    Map<StockKey, Stock> lock(Collection<StockKey> keys) {
        var ordered = new TreeSet<>(keys);
        return jdbc
                .sql("""
                        select s.*, p.category from stock s
                        join unnest((select :nodes::text[]), (select :skus::text[])) as w(node_id, sku)
                            using (sku, node_id)
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
                                            reason, reference, actor, occurred_at, source, quantity, sequence, recorded_at)
                select w.*, :now from unnest(:keys, :nodes, :skus, :types, :onHand, :reserved, :damaged,
                                             :reasons, :references, :actors, :occurred::timestamptz[], :sources,
                                             :quantities, :sequences) as w""")
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
                .param("sequences", changes.stream().map(StockChange::sequence).toArray(Long[]::new))
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
    Map<StockKey, Mark> countedAt(Collection<StockKey> keys) {
        var counted = new HashMap<StockKey, Mark>();
        var all = new ArrayList<>(keys);
        jdbc.sql("""
                select s.node_id, s.sku, c.at, c.counted_by, c.counted_sequence
                from unnest(:nodes, :skus) as w(node_id, sku)
                join stock s using (sku, node_id)
                cross join lateral (
                    select s.counted_at as at, s.counted_by, s.counted_sequence where s.counted_at is not null
                    union all
                    select n.counted_at, n.counted_by, n.counted_sequence from node_count n
                    where n.node_id = s.node_id and n.recorded_at >= s.opened_at and not s.apart) c""")
                .param("nodes", array(all, key -> key.node().value()))
                .param("skus", array(all, key -> key.sku().value()))
                .query(rs -> {
                    var mark = Mark.ofCount(
                            rs.getTimestamp("at").toInstant(),
                            rs.getString("counted_by"),
                            rs.getObject("counted_sequence", Long.class));
                    counted.merge(
                            StockKey.of(rs.getString("node_id"), rs.getString("sku")),
                            mark,
                            (a, b) -> a.isBefore(b) ? b : a);
                });
        return counted;
    }

    /** Notes that rows were counted, by the newest counts of them. */
    void counted(Map<StockKey, Mark> marks) {
        if (marks.isEmpty()) {
            return;
        }
        var keys = new TreeMap<>(marks).entrySet();
        jdbc.sql("""
                update stock s
                set counted_at = w.at, counted_by = case when w.numbered then w.source end,
                    counted_sequence = case when w.numbered then w.sequence end
                from unnest(:nodes, :skus, :times::timestamptz[], :numbered, :sources, :sequences)
                     as w(node_id, sku, at, numbered, source, sequence)
                where s.sku = w.sku and s.node_id = w.node_id""")
                .param("nodes", array(keys, e -> e.getKey().node().value()))
                .param("skus", array(keys, e -> e.getKey().sku().value()))
                .param("times", array(keys, e -> e.getValue().at().toString()))
                .param(
                        "numbered",
                        keys.stream().map(e -> e.getValue().isNumbered()).toArray(Boolean[]::new))
                .param("sources", array(keys, e -> e.getValue().source()))
                .param(
                        "sequences",
                        keys.stream().map(e -> e.getValue().sequence()).toArray(Long[]::new))
                .update();
    }

    /**
     * Units that came and went after a count: what it does not know. Of what happened at its very time, all that was told
     * of movements came after it, and what Baton did itself before.
     */
    Map<StockKey, Integer> movedSince(Map<StockKey, Mark> counts) {
        var moved = new HashMap<StockKey, Integer>();
        if (counts.isEmpty()) {
            return moved;
        }
        var keys = counts.entrySet();
        jdbc.sql("""
                select w.node_id, w.sku,
                       (select coalesce(sum(m.on_hand_change), 0) from stock_movement m
                        where m.sku = w.sku and m.node_id = w.node_id and m.occurred_at >= w.at
                          and (m.occurred_at > w.at or
                               (case when m.source is null then -1 when m.sequence is not null then 1
                                     when m.type = 'count' then 0 else 2 end,
                                case when m.sequence is null then '' else m.source end collate "C",
                                coalesce(m.sequence, 0), m.type <> 'count')
                               > (w.rank, w.source collate "C", w.sequence, false))) as units
                from unnest(:nodes, :skus, :times::timestamptz[], :ranks, :sources, :sequences)
                     as w(node_id, sku, at, rank, source, sequence)
                join stock s using (sku, node_id) where s.moved_at >= w.at""")
                .param("nodes", array(keys, e -> e.getKey().node().value()))
                .param("skus", array(keys, e -> e.getKey().sku().value()))
                .param("times", array(keys, e -> e.getValue().at().toString()))
                .param("ranks", numbers(keys, e -> e.getValue().rank()))
                .param("sources", array(keys, e -> e.getValue().source()))
                .param(
                        "sequences",
                        keys.stream().map(e -> e.getValue().sequence()).toArray(Long[]::new))
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
