package org.baton.domain.order;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.baton.domain.common.LateWrites;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.RoundTrip;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
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

    private static final String MOVE = """
            update order_line l
            set allocated = allocated + w.units * ?, fulfilled = fulfilled + w.units * ?,
                cancelled = cancelled + w.units * ?, backordered = backordered and ?, escalated = escalated and ?
            from unnest(?, ?) as w(line_number, units)
            where l.order_id = ? and l.line_number = w.line_number""";

    private static final String SETTLE = """
            update orders
            set status = ?, version = version + 1, completed_at = case when ? then coalesce(completed_at, ?) end
            where id = ?""";

    private final OrderRows rows;
    private final JdbcClient jdbc;
    private final JdbcTemplate database;
    private final LateWrites writes;
    private final OrderEvents events;
    private final Clock clock;

    OrderBook(
            OrderRows rows,
            JdbcClient jdbc,
            JdbcTemplate database,
            LateWrites writes,
            OrderEvents events,
            Clock clock) {
        this.rows = rows;
        this.jdbc = jdbc;
        this.database = database;
        this.writes = writes;
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
     * Locks an order as {@link #lockRow} does, on a way to the database together with what is asked under the lock.
     *
     * @param trip to which nothing was added before
     * @return nothing if there is no such order
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Supplier<Optional<LockedRow>> lock(RoundTrip trip, OrderId id) {
        return trip.ask(LOCK, rs -> rs.next() ? Optional.of(LockedRow.read(id, rs)) : Optional.empty(), id.value());
    }

    /** Reads an order as {@link #find} does, on a way to the database together with something else. */
    public Supplier<Optional<Order>> find(RoundTrip trip, OrderId id) {
        return trip.ask(OrderRows.ONE, rs -> OrderRows.orders(rs).stream().findFirst(), id.value());
    }

    /**
     * Locks an order as {@link #lockRow} does, and reads it whole.
     *
     * @throws NotFoundException if there is no such order
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Order lock(OrderId id) {
        var trip = new RoundTrip(database);
        var ignored = lock(trip, id);
        var order = find(trip, id);
        trip.go();
        return order.get().orElseThrow(() -> new NotFoundException("order", id));
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
        var trip = new RoundTrip(database);
        move(trip, order, from, to, units);
        trip.go();
    }

    /** Moves units as {@link #move(OrderId, Counter, Counter, Map)} does, on a way together with something else. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void move(
            RoundTrip trip, OrderId order, @Nullable Counter from, @Nullable Counter to, Map<Integer, Integer> units) {
        var lines = new TreeMap<>(units);
        trip.change(
                MOVE,
                sign(Counter.ALLOCATED, from, to),
                sign(Counter.FULFILLED, from, to),
                sign(Counter.CANCELLED, from, to),
                from != null,
                from != null,
                lines.keySet().toArray(Integer[]::new),
                lines.values().toArray(Integer[]::new),
                order.value());
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
        var status = statusOf(order);
        var settled = jdbc.sql(SETTLE + " returning version, completed_at")
                .params(settling(order, status))
                .query((rs, n) ->
                        order.settled(status, rs.getLong("version"), instant(rs.getTimestamp("completed_at"))))
                .single();
        told(order, status);
        return settled;
    }

    /**
     * Settles an order as {@link #settle(Order)} does, but writes it with the commit: for the last that a transaction does
     * to its order, which must not be read again.
     *
     * @return the status that it will have
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public OrderStatus settleAtLast(Order order) {
        var status = statusOf(order);
        writes.add(SETTLE, settling(order, status));
        told(order, status);
        return status;
    }

    private static OrderStatus statusOf(Order order) {
        return OrderStatus.derive(
                order.holdReason(), order.scheduledFor() != null, order.lines().values());
    }

    private Object[] settling(Order order, OrderStatus status) {
        return new Object[] {
            status.name(),
            status.isEnd(),
            Timestamp.from(clock.instant()),
            order.id().value()
        };
    }

    private void told(Order order, OrderStatus status) {
        if (status != order.status() && status.isEnd()) {
            var type = "order-" + status.name().toLowerCase(Locale.ROOT);
            events.append(order.id(), type, OrderEvents.BATON, Map.of());
        }
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
