package org.baton.domain.inventory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.Sku;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The only writer of stock counters: each change is a movement, and the counters are the sums of the movements.
 * Callers lock the rows first, decide on what they see, then write.
 */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class StockLedger {

    private final JdbcClient jdbc;
    private final Clock clock;

    StockLedger(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Locks stock rows until the transaction ends; pairs that were never stocked are left out. */
    Map<StockKey, Stock> lock(Collection<StockKey> keys) {
        var ordered = new TreeSet<>(keys);
        return jdbc
                .sql("""
                        select s.* from stock s
                        join unnest(:nodes, :skus) as w(node_id, sku) using (sku, node_id)
                        order by s.sku collate "C", s.node_id collate "C" for update of s""")
                .param("nodes", array(ordered, key -> key.node().value()))
                .param("skus", array(ordered, key -> key.sku().value()))
                .query((rs, n) -> read(rs))
                .list()
                .stream()
                .collect(Collectors.toMap(stock -> new StockKey(stock.node(), stock.sku()), Function.identity()));
    }

    /** Makes empty rows for pairs that are stocked for the first time. */
    void open(Collection<StockKey> keys) {
        var ordered = new TreeSet<>(keys);
        jdbc.sql("""
                insert into stock (node_id, sku, updated_at)
                select node_id, sku, :now from unnest(:nodes, :skus) as w(node_id, sku)
                on conflict do nothing""")
                .param("nodes", array(ordered, key -> key.node().value()))
                .param("skus", array(ordered, key -> key.sku().value()))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** Those of the keys that the ledger has already. */
    Set<String> known(Collection<String> keys) {
        return new HashSet<>(jdbc.sql("select key from stock_movement where key = any(:keys)")
                .param("keys", keys.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /**
     * Appends movements and adds them to the counters of rows that the caller has locked.
     *
     * @throws org.springframework.dao.DataIntegrityViolationException if a counter would fall below zero, or a key is
     *     in the ledger already
     */
    void write(List<StockChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into stock_movement (key, node_id, sku, type, on_hand_change, reserved_change, damaged_change,
                                            reason, reference, actor, occurred_at, recorded_at)
                select w.*, :now from unnest(:keys, :nodes, :skus, :types, :onHand, :reserved, :damaged,
                                             :reasons, :references, :actors, :occurred::timestamptz[]) as w""")
                .param("keys", array(changes, StockChange::key))
                .param("nodes", array(changes, c -> c.at().node().value()))
                .param("skus", array(changes, c -> c.at().sku().value()))
                .param("types", array(changes, StockChange::type))
                .param("onHand", changes.stream().map(StockChange::onHandChange).toArray(Integer[]::new))
                .param(
                        "reserved",
                        changes.stream().map(StockChange::reservedChange).toArray(Integer[]::new))
                .param(
                        "damaged",
                        changes.stream().map(StockChange::damagedChange).toArray(Integer[]::new))
                .param("reasons", changes.stream().map(StockChange::reason).toArray(String[]::new))
                .param(
                        "references",
                        changes.stream().map(StockChange::reference).toArray(String[]::new))
                .param("actors", array(changes, StockChange::actor))
                .param(
                        "occurred",
                        changes.stream().map(c -> c.occurredAt().toString()).toArray(String[]::new))
                .param("now", Timestamp.from(clock.instant()))
                .update();
        addToCounters(changes);
    }

    private void addToCounters(List<StockChange> changes) {
        var sums = new TreeMap<StockKey, int[]>();
        for (var change : changes) {
            var sum = sums.computeIfAbsent(change.at(), key -> new int[3]);
            sum[0] += change.onHandChange();
            sum[1] += change.reservedChange();
            sum[2] += change.damagedChange();
        }
        var updated = jdbc.sql("""
                update stock s
                set on_hand = s.on_hand + w.on_hand, reserved = s.reserved + w.reserved,
                    damaged = s.damaged + w.damaged, updated_at = :now
                from unnest(:nodes, :skus, :onHand, :reserved, :damaged) as w(node_id, sku, on_hand, reserved, damaged)
                where s.sku = w.sku and s.node_id = w.node_id""")
                .param("nodes", array(sums.keySet(), key -> key.node().value()))
                .param("skus", array(sums.keySet(), key -> key.sku().value()))
                .param("onHand", sums.values().stream().map(sum -> sum[0]).toArray(Integer[]::new))
                .param("reserved", sums.values().stream().map(sum -> sum[1]).toArray(Integer[]::new))
                .param("damaged", sums.values().stream().map(sum -> sum[2]).toArray(Integer[]::new))
                .param("now", Timestamp.from(clock.instant()))
                .update();
        if (updated != sums.size()) {
            throw new IllegalStateException("stock rows that were locked are gone: " + sums.keySet());
        }
    }

    private static <T> String[] array(Collection<T> items, Function<T, String> text) {
        return items.stream().map(text).toArray(String[]::new);
    }

    static Stock read(ResultSet rs) throws SQLException {
        return new Stock(
                new NodeId(rs.getString("node_id")),
                new Sku(rs.getString("sku")),
                rs.getInt("on_hand"),
                rs.getInt("reserved"),
                rs.getInt("damaged"),
                rs.getInt("safety_stock"),
                rs.getString("aisle"),
                rs.getString("bin"));
    }
}
