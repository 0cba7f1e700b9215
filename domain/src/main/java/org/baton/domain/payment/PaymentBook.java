package org.baton.domain.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.function.Supplier;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.LateWrites;
import org.baton.domain.common.Money;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.Parameters;
import org.baton.domain.common.RoundTrip;
import org.baton.domain.payment.PaymentEntry.Kind;
import org.baton.domain.payment.PaymentEntry.Status;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapperResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The ledger of money: an entry is written before the provider is asked, and answered once. */
@Repository
public class PaymentBook {

    private static final String OF_ORDER = "select * from payment_entry where order_id = ? order by created_at, key";

    private static final String OPEN = """
            insert into payment_entry
                   (key, order_id, fulfilment_id, kind, status, amount_minor, currency, created_at, updated_at)
            values (?, ?, ?, ?, 'PENDING', ?, ?, ?, ?) on conflict (key) do nothing""";

    private final JdbcClient jdbc;
    private final LateWrites writes;
    private final Clock clock;

    PaymentBook(JdbcClient jdbc, LateWrites writes, Clock clock) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.clock = clock;
    }

    /** The entries of an order, oldest first. */
    public List<PaymentEntry> of(OrderId order) {
        return jdbc.sql(OF_ORDER)
                .param(order.value())
                .query((rs, n) -> read(rs))
                .list();
    }

    /** Reads the entries of an order as {@link #of} does, on a way to the database together with something else. */
    Supplier<List<PaymentEntry>> of(RoundTrip trip, OrderId order) {
        var read = new RowMapperResultSetExtractor<PaymentEntry>((rs, n) -> read(rs));
        return trip.ask(OF_ORDER, read, order.value());
    }

    /** Opens an entry, or returns the one that an earlier try opened. */
    PaymentEntry open(String key, OrderId order, @Nullable FulfilmentId fulfilment, Kind kind, Money amount) {
        return jdbc.sql(OPEN + " returning *")
                .params(Arrays.asList(columns(pending(key, order, fulfilment, kind, amount))))
                .query((rs, n) -> read(rs))
                .optional()
                .orElseGet(() -> get(key));
    }

    /**
     * Opens an entry as the other does, under the lock of its order: it is written when the transaction is committed.
     *
     * @param booked the entries of the order, read under that lock
     */
    @Transactional(propagation = Propagation.MANDATORY)
    PaymentEntry open(
            List<PaymentEntry> booked,
            String key,
            OrderId order,
            @Nullable FulfilmentId fulfilment,
            Kind kind,
            Money amount) {
        var before = booked.stream().filter(entry -> entry.key().equals(key)).findFirst();
        return before.orElseGet(() -> {
            var entry = pending(key, order, fulfilment, kind, amount);
            writes.add(OPEN, columns(entry));
            return entry;
        });
    }

    private PaymentEntry pending(
            String key, OrderId order, @Nullable FulfilmentId fulfilment, Kind kind, Money amount) {
        return new PaymentEntry(key, order, fulfilment, kind, Status.PENDING, amount, null, null, clock.instant());
    }

    private static @Nullable Object[] columns(PaymentEntry entry) {
        var fulfilment = entry.fulfilmentId();
        var now = Timestamp.from(entry.createdAt());
        return new @Nullable Object[] {
            entry.key(),
            entry.orderId().value(),
            Parameters.text(fulfilment == null ? null : fulfilment.value()),
            entry.kind().name(),
            entry.amount().minor(),
            entry.amount().currency().getCurrencyCode(),
            now,
            now
        };
    }

    private PaymentEntry get(String key) {
        return jdbc.sql("select * from payment_entry where key = ?")
                .param(key)
                .query((rs, n) -> read(rs))
                .single();
    }

    /** Writes the provider's answer into a pending entry; false if it was answered already. */
    boolean answer(String key, Status status, @Nullable String reference, @Nullable String reason) {
        return jdbc.sql("""
                        update payment_entry set status = ?, provider_reference = ?, reason = ?, updated_at = ?
                        where key = ? and status = 'PENDING'""")
                        .params(Arrays.asList(
                                status.name(),
                                Parameters.text(reference),
                                Parameters.text(reason),
                                Timestamp.from(clock.instant()),
                                key))
                        .update()
                == 1;
    }

    private static PaymentEntry read(ResultSet rs) throws SQLException {
        var fulfilment = rs.getString("fulfilment_id");
        return new PaymentEntry(
                rs.getString("key"),
                new OrderId(rs.getString("order_id")),
                fulfilment == null ? null : new FulfilmentId(fulfilment),
                Kind.valueOf(rs.getString("kind")),
                Status.valueOf(rs.getString("status")),
                new Money(rs.getLong("amount_minor"), Currency.getInstance(rs.getString("currency"))),
                rs.getString("provider_reference"),
                rs.getString("reason"),
                rs.getTimestamp("created_at").toInstant());
    }
}
