package org.baton.domain.inventory;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.baton.domain.common.OrderId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps who holds which units, until they are let go or leave. */
@Repository
class ReservationRows {

    /**
     * Units that somebody holds.
     *
     * @param holder the id of a fulfilment, or of a promise
     * @param before how many the line held when it was read; 0 for a new one
     */
    record Held(String holder, int lineNumber, StockKey at, int quantity, int before) {

        static Held fresh(String holder, int lineNumber, StockKey at, int quantity) {
            return new Held(holder, lineNumber, at, quantity, 0);
        }

        Held of(int units) {
            return new Held(holder, lineNumber, at, units, before);
        }
    }

    /**
     * Units to write down.
     *
     * @param order null for a cart
     * @param expiresAt null for an order
     */
    record New(Held held, @Nullable OrderId order, @Nullable Instant expiresAt) {}

    /** By what a holder is found. */
    enum By {
        FULFILMENT("fulfilment_id"),
        ORDER("order_id");

        private final String column;

        By(String column) {
            this.column = column;
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    ReservationRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void insert(Collection<New> rows) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into reservation
                       (fulfilment_id, line_number, order_id, node_id, sku, quantity, expires_at, created_at)
                select w.*, :now from unnest(:holders, :lines, :orders, :nodes, :skus, :units,
                                             :expiries::timestamptz[]) as w""")
                .param("holders", StockLedger.array(rows, r -> r.held().holder()))
                .param("lines", StockLedger.numbers(rows, r -> r.held().lineNumber()))
                .param("orders", rows.stream().map(r -> text(r.order())).toArray(String[]::new))
                .param(
                        "nodes",
                        StockLedger.array(rows, r -> r.held().at().node().value()))
                .param("skus", StockLedger.array(rows, r -> r.held().at().sku().value()))
                .param("units", StockLedger.numbers(rows, r -> r.held().quantity()))
                .param("expiries", rows.stream().map(r -> text(r.expiresAt())).toArray(String[]::new))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    private static @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case OrderId id -> id.value();
            default -> value.toString();
        };
    }

    /** What somebody still holds, locked. */
    List<Held> lock(By by, String id) {
        return jdbc.sql("select * from reservation where " + by.column + " = ? and quantity > 0"
                        + " order by fulfilment_id, line_number for update")
                .param(id)
                .query((rs, n) -> new Held(
                        rs.getString("fulfilment_id"),
                        rs.getInt("line_number"),
                        StockKey.of(rs.getString("node_id"), rs.getString("sku")),
                        rs.getInt("quantity"),
                        rs.getInt("quantity")))
                .list();
    }

    /** Carts whose time is over and that hold units still; those that somebody works on are left out. */
    List<String> expired(int limit) {
        return jdbc.sql("""
                select distinct fulfilment_id from (
                    select fulfilment_id from reservation
                    where expires_at <= :now and quantity > 0
                    order by expires_at limit :limit for update skip locked) as due""")
                .param("now", Timestamp.from(clock.instant()))
                .param("limit", limit)
                .query((rs, n) -> rs.getString(1))
                .list();
    }

    /** When what a promise holds is let go. */
    @Nullable
    Instant expiryOf(String promise) {
        return jdbc.sql("select max(expires_at) from reservation where fulfilment_id = ?")
                .param(promise)
                .query((rs, n) -> Optional.ofNullable(rs.getTimestamp(1)))
                .single()
                .map(Timestamp::toInstant)
                .orElse(null);
    }

    List<Holds.Claim> carts(StockKey at) {
        return jdbc.sql("""
                select fulfilment_id, sum(quantity) as units from reservation
                where node_id = ? and sku = ? and expires_at is not null and quantity > 0
                group by fulfilment_id order by max(created_at) desc, fulfilment_id desc""")
                .params(at.node().value(), at.sku().value())
                .query((rs, n) -> new Holds.Claim(rs.getString("fulfilment_id"), rs.getInt("units")))
                .list();
    }

    void reduce(Collection<Held> held) {
        if (held.isEmpty()) {
            return;
        }
        jdbc.sql("""
                update reservation r set quantity = r.quantity - w.units
                from unnest((select :holders::text[]), (select :lines::int[]), (select :units::int[]))
                     as w(holder, line_number, units)
                where r.fulfilment_id = w.holder and r.line_number = w.line_number""")
                .param("holders", StockLedger.array(held, Held::holder))
                .param("lines", StockLedger.numbers(held, Held::lineNumber))
                .param("units", StockLedger.numbers(held, Held::quantity))
                .update();
    }
}
