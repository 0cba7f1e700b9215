package org.baton.domain.inventory;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.Sku;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells what somebody should know of the stock. A signal is written in the transaction of the change that gives it. */
@Repository
public class StockSignals {

    /** Published in the transaction that writes signals, for those who act on them. */
    public record Told(List<StockSignal> signals) {}

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    StockSignals(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Tells what a change of some rows means.
     *
     * @param cause names the change
     */
    void tell(Map<StockKey, Stock> before, Map<StockKey, Stock> after, String cause) {
        var told = new ArrayList<StockSignal>();
        new TreeMap<>(after).forEach((key, now) -> {
            var then = before.get(key);
            var type = then == null ? null : type(then.availableToPromise(), now.availableToPromise(), now.lowStock());
            if (type != null) {
                told.add(signal(type, key, now.availableToPromise(), cause));
            }
        });
        write(told);
    }

    private static StockSignal.@Nullable Type type(int before, int after, int low) {
        if (before > 0 && after == 0) {
            return StockSignal.Type.OUT_OF_STOCK;
        }
        if (before == 0 && after > 0) {
            return StockSignal.Type.BACK_IN_STOCK;
        }
        return before > low && after <= low ? StockSignal.Type.LOW_STOCK : null;
    }

    /** Tells of units that are held for somebody but were sold to somebody else. */
    void tellOversold(Map<StockKey, Integer> units, String cause) {
        write(new TreeMap<>(units)
                .entrySet().stream()
                        .map(e -> signal(StockSignal.Type.OVERSOLD, e.getKey(), e.getValue(), cause))
                        .toList());
    }

    /** Tells that somebody must count: so many units are in baskets and parcels that cannot have been there. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tellMiscounted(StockKey at, int units, String cause) {
        write(List.of(signal(StockSignal.Type.MISCOUNTED, at, units, cause)));
    }

    private StockSignal signal(StockSignal.Type type, StockKey at, int units, String cause) {
        return new StockSignal(0, type, at, units, cause, clock.instant());
    }

    private void write(List<StockSignal> told) {
        if (told.isEmpty()) {
            return;
        }
        var ids = jdbc.sql("""
                insert into stock_signal (type, node_id, sku, units, cause, at)
                select w.*, :now from unnest(:types, :nodes, :skus, :units, :causes) as w returning id""")
                .param("types", StockLedger.array(told, s -> s.type().text()))
                .param("nodes", StockLedger.array(told, s -> s.at().node().value()))
                .param("skus", StockLedger.array(told, s -> s.at().sku().value()))
                .param("units", StockLedger.numbers(told, StockSignal::units))
                .param("causes", StockLedger.array(told, StockSignal::cause))
                .param("now", Timestamp.from(clock.instant()))
                .query(Long.class)
                .list();
        var written = new ArrayList<StockSignal>();
        for (int i = 0; i < told.size(); i++) {
            written.add(told.get(i).withId(ids.get(i)));
        }
        events.publishEvent(new Told(written));
    }

    /**
     * Signals after one already seen, oldest first.
     *
     * @param node only of this node, if given
     */
    @Transactional(readOnly = true)
    public List<StockSignal> page(
            StockSignal.@Nullable Type type, @Nullable NodeId node, @Nullable Sku sku, long after, int limit) {
        var conditions = new StringBuilder("id > ?");
        var params = new ArrayList<Object>(List.of(after));
        equal(conditions, params, "type", type == null ? null : type.text());
        equal(conditions, params, "node_id", node);
        equal(conditions, params, "sku", sku);
        params.add(limit);
        return jdbc.sql("select * from stock_signal where " + conditions + " order by id limit ?")
                .params(params)
                .query((rs, n) -> StockSignal.read(rs))
                .list();
    }

    private static void equal(StringBuilder conditions, List<Object> params, String column, @Nullable Object value) {
        if (value != null) {
            conditions.append(" and ").append(column).append(" = ?");
            params.add(value.toString());
        }
    }

    /** Oversold units that nobody has seen to yet, oldest first, locked until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<StockSignal> oversoldToHandle(int limit) {
        return jdbc.sql("""
                select * from stock_signal where type = 'oversold' and handled_at is null
                order by id limit ? for update skip locked""").param(limit).query((rs, n) -> StockSignal.read(rs)).list();
    }

    /** Marks signals as seen to. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void handled(Collection<StockSignal> signals) {
        jdbc.sql("update stock_signal set handled_at = :now where id = any(:ids)")
                .param("now", Timestamp.from(clock.instant()))
                .param("ids", signals.stream().map(StockSignal::id).toArray(Long[]::new))
                .update();
    }
}
