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

/** The ledger of money: an entry is written before the provider is asked, and answered once. */
@Repository
public class PaymentBook {

    private static final String OF_ORDER = "select * from payment_entry where order_id = ? order by created_at, key";

    private final JdbcClient jdbc;
    private final Clock clock;

    PaymentBook(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
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
        var now = Timestamp.from(clock.instant());
        return jdbc.sql("""
                insert into payment_entry
                       (key, order_id, fulfilment_id, kind, status, amount_minor, currency, created_at, updated_at)
                values (?, ?, ?, ?, 'PENDING', ?, ?, ?, ?)
                on conflict (key) do nothing returning *""")
                .params(Arrays.asList(
                        key,
                        order.value(),
                        Parameters.text(fulfilment == null ? null : fulfilment.value()),
                        kind.name(),
                        amount.minor(),
                        amount.currency().getCurrencyCode(),
                        now,
                        now))
                .query((rs, n) -> read(rs))
                .optional()
                .orElseGet(() -> get(key));
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
