package org.baton.domain.order;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.OrderId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where orders are kept. A change first locks its order, so that two changes to one order never interleave; then it
 * moves units between the counters of the lines and settles the status that follows from them.
 */
@Repository
public class OrderBook {

    private static final String LOCK =
            "select cancel_requested_at, resumes, promise_id from orders where id = ? for no key update";

    private final OrderRows rows;
    private final JdbcClient jdbc;
    private final JdbcTemplate statements;
    private final OrderEvents events;
    private final Clock clock;

    OrderBook(OrderRows rows, JdbcClient jdbc, JdbcTemplate statements, OrderEvents events, Clock clock) {
        this.rows = rows;
        this.jdbc = jdbc;
        this.statements = statements;
        this.events = events;
        this.clock = clock;
    }

    /** A counter of a line that a change moves units into or out of. */
    public enum Counter {
        ALLOCATED,
        FULFILLED,
        CANCELLED
    }

    /** @param promise whose held units the order is to take over */
    void insert(Order order, @Nullable String promise) {
        rows.insert(order, promise);
    }

    public Optional<Order> find(OrderId id) {
        return rows.read(id.value()).stream().findFirst();
    }

    /** Who may collect the order besides the customer; personal data. */
    public Optional<String> pickupPerson(OrderId id) {
        return jdbc.sql("select pickup_person from orders where id = ? and pickup_person is not null")
                .param(id.value())
                .query(String.class)
                .optional();
    }

    /** @throws NotFoundException if there is no such order */
    public Order get(OrderId id) {
        return find(id).orElseThrow(() -> new NotFoundException("order", id));
    }

    public Optional<OrderId> idOf(String channel, String channelOrderNumber) {
        return jdbc.sql("select id from orders where channel = ? and channel_order_number = ?")
                .params(channel, channelOrderNumber)
                .query(String.class)
                .optional()
                .map(OrderId::new);
    }

    /**
     * An order that is locked, as far as those who change its parts need to know it.
     *
     * @param promise that it came with
     */
    public record LockedRow(OrderId id, boolean cancelRequested, int resumes, Optional<String> promise) {

        private static LockedRow read(OrderId id, ResultSet rs) throws SQLException {
            return new LockedRow(
                    id,
                    rs.getTimestamp("cancel_requested_at") != null,
                    rs.getInt("resumes"),
                    Optional.ofNullable(rs.getString("promise_id")));
        }
    }

    /** A locked order, and what was asked as soon as it was. */
    public record LockedWith<T>(LockedRow row, T answer) {}

    /**
     * Locks an order until the transaction ends. Rows that only refer to the order may still be written meanwhile, so that
     * an event of one transaction never waits for the change of another.
     *
     * @throws NotFoundException if there is no such order
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public LockedRow lockRow(OrderId id) {
        return jdbc.sql(LOCK)
                .param(id.value())
                .query((rs, n) -> LockedRow.read(id, rs))
                .optional()
                .orElseThrow(() -> new NotFoundException("order", id));
    }

    /**
     * Locks an order as {@link #lockRow} does, and asks a question in the same round trip. It is a statement of its own: one
     * statement for both would show what was before it waited for the lock.
     *
     * @param question its only parameter is asked
     * @return nothing if there is no such order
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public <T> Optional<LockedWith<T>> findAndLock(
            OrderId id, String question, String asked, ResultSetExtractor<T> read) {
        return Objects.requireNonNull(statements.execute(LOCK + ";" + question, (PreparedStatementCallback<
                        Optional<LockedWith<T>>>)
                statement -> {
                    statement.setString(1, id.value());
                    statement.setString(2, asked);
                    statement.execute();
                    var locked = statement.getResultSet();
                    if (!locked.next()) {
                        return Optional.empty();
                    }
                    var row = LockedRow.read(id, locked);
                    statement.getMoreResults();
                    return Optional.of(new LockedWith<>(row, read.extractData(statement.getResultSet())));
                }));
    }

    /**
     * Locks an order as {@link #lockRow} does, and reads it whole.
     *
     * @throws NotFoundException if there is no such order
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public LockedWith<Order> lockWhole(OrderId id) {
        return findAndLock(id, OrderRows.ONE, id.value(), OrderRows::orders)
                .map(locked -> new LockedWith<>(locked.row(), locked.answer().getFirst()))
                .orElseThrow(() -> new NotFoundException("order", id));
    }

    /**
     * Locks an order as {@link #lockRow} does, and reads it whole.
     *
     * @throws NotFoundException if there is no such order
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Order lock(OrderId id) {
        return lockWhole(id).answer();
    }

    /**
     * Moves units of lines between counters; what goes out of every counter waits for sourcing again.
     *
     * @param from counter the units leave, null if they waited for sourcing
     * @param to counter the units enter, null if they wait for sourcing
     * @param units by line number
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void move(OrderId order, @Nullable Counter from, @Nullable Counter to, Map<Integer, Integer> units) {
        var lines = new TreeMap<>(units);
        jdbc.sql("""
                update order_line l
                set allocated = allocated + w.units * :allocated,
                    fulfilled = fulfilled + w.units * :fulfilled,
                    cancelled = cancelled + w.units * :cancelled,
                    backordered = backordered and :keepsWaiting,
                    escalated = escalated and :keepsWaiting
                from unnest(:lines, :units) as w(line_number, units)
                where l.order_id = :order and l.line_number = w.line_number""")
                .param("allocated", sign(Counter.ALLOCATED, from, to))
                .param("fulfilled", sign(Counter.FULFILLED, from, to))
                .param("cancelled", sign(Counter.CANCELLED, from, to))
                .param("keepsWaiting", from != null)
                .param("lines", lines.keySet().toArray(Integer[]::new))
                .param("units", lines.values().toArray(Integer[]::new))
                .param("order", order.value())
                .update();
    }

    private static int sign(Counter counter, @Nullable Counter from, @Nullable Counter to) {
        return (counter == to ? 1 : 0) - (counter == from ? 1 : 0);
    }

    /** Marks the lines that found no stock, until units of them are allocated or cancelled. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void markWaiting(OrderId order, Collection<Integer> lines, boolean escalated) {
        jdbc.sql("""
                update order_line set backordered = not :escalated, escalated = :escalated
                where order_id = :order and line_number = any(:lines)""")
                .param("escalated", escalated)
                .param("order", order.value())
                .param("lines", lines.toArray(Integer[]::new))
                .update();
    }

    /** Writes the status that follows from hold and lines, raises the version, and returns the order as it is now. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Order settle(OrderId id) {
        return settle(get(id));
    }

    /**
     * Settles an order as {@link #settle(OrderId)} does.
     *
     * @param order as it is now: locked, and with all that the caller has changed since
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Order settle(Order order) {
        var id = order.id();
        var status = OrderStatus.derive(
                order.holdReason(), order.scheduledFor() != null, order.lines().values());
        var settled = jdbc.sql("""
                update orders
                set status = :status, version = version + 1,
                    completed_at = case when :ended then coalesce(completed_at, :now) end
                where id = :id returning version, completed_at""")
                .param("status", status.name())
                .param("ended", status.isEnd())
                .param("now", Timestamp.from(clock.instant()))
                .param("id", id.value())
                .query((rs, n) ->
                        order.settled(status, rs.getLong("version"), instant(rs.getTimestamp("completed_at"))))
                .single();
        if (status != order.status() && status.isEnd()) {
            events.append(id, "order-" + status.name().toLowerCase(Locale.ROOT), OrderEvents.BATON, Map.of());
        }
        return settled;
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
