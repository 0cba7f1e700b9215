package org.baton.domain.fulfilment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.LateWrites;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.Parameters;
import org.baton.domain.common.RoundTrip;
import org.baton.domain.common.Sku;
import org.baton.domain.fulfilment.Fulfilment.FulfilmentLine;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Where fulfilment orders are kept. Changes happen under the lock of their order. */
@Repository
public class FulfilmentBook {

    private static final String ONE = select("f.id = ?", "f.id");
    private static final String OF_ORDER = select("f.order_id = ?", "f.created_at, length(f.id), f.id");

    private final JdbcClient jdbc;
    private final LateWrites writes;
    private final Clock clock;

    FulfilmentBook(JdbcClient jdbc, LateWrites writes, Clock clock) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.clock = clock;
    }

    public Optional<Fulfilment> find(FulfilmentId id) {
        return jdbc.sql(ONE).param(id.value()).query(FulfilmentBook::fulfilments).stream()
                .findFirst();
    }

    /** Reads a fulfilment as {@link #find} does, on a way to the database together with something else. */
    Supplier<Optional<Fulfilment>> find(RoundTrip trip, FulfilmentId id) {
        return trip.ask(ONE, rs -> fulfilments(rs).stream().findFirst(), id.value());
    }

    public List<Fulfilment> find(Collection<FulfilmentId> ids) {
        return query("f.id = any(?)", "f.id", List.of((Object)
                ids.stream().map(FulfilmentId::value).toArray(String[]::new)));
    }

    /** @throws NotFoundException if there is no such fulfilment */
    public Fulfilment get(FulfilmentId id) {
        return find(id).orElseThrow(() -> new NotFoundException("fulfilment", id));
    }

    /** The fulfilments of an order, oldest first. */
    public List<Fulfilment> of(OrderId order) {
        return jdbc.sql(OF_ORDER).param(order.value()).query(FulfilmentBook::fulfilments);
    }

    /** Reads the fulfilments of an order as {@link #of} does, on a way to the database together with something else. */
    public Supplier<List<Fulfilment>> of(RoundTrip trip, OrderId order) {
        return trip.ask(OF_ORDER, FulfilmentBook::fulfilments, order.value());
    }

    /** The fulfilments that one step of a process made, or took over from the process before it. */
    List<Fulfilment> madeBy(OrderId order, String requestKey) {
        return query(
                "f.order_id = ? and coalesce(f.adopted_by, f.request_key) = ?",
                "length(f.id), f.id",
                List.of(order.value(), requestKey));
    }

    /**
     * Fulfilments in order of their ids, which is the order of their orders' acceptance.
     *
     * @param after the last id seen; empty to begin
     */
    public List<Fulfilment> page(@Nullable NodeId node, @Nullable FulfilmentStatus status, String after, int limit) {
        var conditions = new StringBuilder("f.id > ?");
        var params = new ArrayList<Object>(List.of(after));
        if (node != null) {
            conditions.append(" and (f.node_id = ? or f.destination_node = ?)");
            params.add(node.value());
            params.add(node.value());
        }
        if (status != null) {
            conditions.append(" and f.status = ?");
            params.add(status.name());
        }
        params.add(limit);
        return query(conditions + " order by f.id limit ?", "f.id", params);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void insert(RoundTrip trip, Fulfilment f, String requestKey) {
        trip.change(
                """
                insert into fulfilment (id, order_id, request_key, node_id, method, process, status, promised_at,
                                        accept_within, pick_within, pickup_window, pickup_code, created_at, updated_at,
                                        destination_node, most_wrong_codes, most_deliveries, resumes, order_placed_at)
                select ?, ?, ?, ?, ?, ?, ?, ?::timestamptz, ?, ?, ?, ?, ?::timestamptz, ?::timestamptz, ?, ?, ?, o.resumes,
                       o.placed_at
                from orders o where o.id = ?""",
                f.id().value(),
                f.orderId().value(),
                requestKey,
                f.node().value(),
                f.method(),
                f.process(),
                f.status().name(),
                timestamp(f.promisedAt()),
                f.acceptWithin().toString(),
                f.pickWithin().toString(),
                f.pickupWindow().toString(),
                Parameters.text(f.pickupCode()),
                timestamp(f.createdAt()),
                timestamp(f.updatedAt()),
                Parameters.text(f.destination() == null ? null : f.destination().value()),
                f.mostWrongCodes(),
                f.mostDeliveries(),
                f.orderId().value());
        trip.change(
                """
                insert into fulfilment_line (fulfilment_id, line_number, sku, quantity)
                select ?, l.* from unnest(?, ?, ?) as l""",
                f.id().value(),
                f.lines().stream().map(FulfilmentLine::lineNumber).toArray(Integer[]::new),
                f.lines().stream().map(line -> line.sku().value()).toArray(String[]::new),
                f.lines().stream().map(FulfilmentLine::quantity).toArray(Integer[]::new));
    }

    /** The fulfilments of an order with this channel order number that wait at a node to be collected. */
    public List<Fulfilment> waitingToBeCollected(NodeId node, String channelOrderNumber) {
        return query("""
                f.status = 'READY_FOR_PICKUP' and (f.node_id = ? or f.destination_node = ?)
                and f.order_id in (select id from orders where channel_order_number = ?)""", "f.id", List.of(node.value(), node.value(), channelOrderNumber));
    }

    /** Written when the transaction is committed, as by {@link #set}. */
    @Transactional(propagation = Propagation.MANDATORY)
    void status(FulfilmentId id, FulfilmentStatus status) {
        set(id, "status", status.name());
    }

    /**
     * Written when the transaction is committed: it must not read the fulfilment again.
     *
     * @param column one of the nullable texts of a fulfilment, or its status; never from outside
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void set(FulfilmentId id, String column, @Nullable Object value) {
        writes.add(
                "update fulfilment set " + column + " = ?, updated_at = ? where id = ?",
                value,
                timestamp(clock.instant()),
                id.value());
    }

    /** Written when the transaction is committed. */
    @Transactional(propagation = Propagation.MANDATORY)
    void label(FulfilmentId id, String carrier, String trackingNumber) {
        writes.add(
                "update fulfilment set carrier = ?, tracking_number = ?, updated_at = ? where id = ?",
                carrier,
                trackingNumber,
                Timestamp.from(clock.instant()),
                id.value());
    }

    /** Locks a fulfilment until the transaction ends and tells how many wrong codes it was asked for with. */
    @Transactional(propagation = Propagation.MANDATORY)
    int wrongCodes(FulfilmentId id) {
        return jdbc.sql("select wrong_codes from fulfilment where id = ? for no key update")
                .param(id.value())
                .query(Integer.class)
                .single();
    }

    /** Sets how many units of each line are picked. */
    @Transactional(propagation = Propagation.MANDATORY)
    void picked(FulfilmentId id, Map<Integer, Integer> units) {
        change(id, "picked = w.units", units);
    }

    /** Takes units from the fulfilment that it gave back. */
    @Transactional(propagation = Propagation.MANDATORY)
    void rejected(FulfilmentId id, Map<Integer, Integer> units) {
        change(
                id,
                "quantity = quantity - w.units, rejected = rejected + w.units,"
                        + " picked = least(picked, quantity - w.units), scanned = least(scanned, quantity - w.units)",
                units);
    }

    /** Takes units from the fulfilment that nobody wants any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    void withdrawn(FulfilmentId id, Map<Integer, Integer> units) {
        change(
                id,
                "quantity = quantity - w.units, picked = least(picked, quantity - w.units),"
                        + " scanned = least(scanned, quantity - w.units)",
                units);
    }

    /** Counts units that passed the scanner. */
    @Transactional(propagation = Propagation.MANDATORY)
    void scanned(FulfilmentId id, Map<Integer, Integer> units) {
        change(id, "scanned = scanned + w.units", units);
    }

    /** Counts units that the customer has taken. */
    @Transactional(propagation = Propagation.MANDATORY)
    void handedOver(FulfilmentId id, Map<Integer, Integer> units) {
        change(id, "handed_over = handed_over + w.units", units);
    }

    private void change(FulfilmentId id, String assignments, Map<Integer, Integer> units) {
        var lines = new TreeMap<>(units);
        jdbc.sql("update fulfilment_line l set " + assignments
                        + " from unnest(:lines, :units) as w(line_number, units)"
                        + " where l.fulfilment_id = :id and l.line_number = w.line_number")
                .param("lines", lines.keySet().toArray(Integer[]::new))
                .param("units", lines.values().toArray(Integer[]::new))
                .param("id", id.value())
                .update();
    }

    private List<Fulfilment> query(String condition, String order, List<Object> params) {
        return jdbc.sql(select(condition, order)).params(params).query(FulfilmentBook::fulfilments);
    }

    /** @param condition may limit how many; their order is told again, for joining the lines mixes them */
    private static String select(String condition, String order) {
        return """
                select f.*, l.line_number, l.sku, l.quantity, l.picked, l.rejected, l.scanned, l.handed_over
                from (select f.* from fulfilment f where %s) f
                join fulfilment_line l on l.fulfilment_id = f.id order by %s, l.line_number""".formatted(condition, order);
    }

    private static List<Fulfilment> fulfilments(ResultSet rs) throws SQLException {
        var found = new ArrayList<Fulfilment>();
        var linesOf = new HashMap<String, List<FulfilmentLine>>();
        while (rs.next()) {
            var id = rs.getString("id");
            var lines = linesOf.get(id);
            if (lines == null) {
                lines = new ArrayList<>();
                linesOf.put(id, lines);
                found.add(read(rs, Collections.unmodifiableList(lines)));
            }
            lines.add(line(rs));
        }
        return found;
    }

    private static FulfilmentLine line(ResultSet rs) throws SQLException {
        return new FulfilmentLine(
                rs.getInt("line_number"),
                new Sku(rs.getString("sku")),
                rs.getInt("quantity"),
                rs.getInt("picked"),
                rs.getInt("rejected"),
                rs.getInt("scanned"),
                rs.getInt("handed_over"));
    }

    private static Fulfilment read(ResultSet rs, List<FulfilmentLine> lines) throws SQLException {
        var promised = rs.getTimestamp("promised_at");
        return new Fulfilment(
                new FulfilmentId(rs.getString("id")),
                new OrderId(rs.getString("order_id")),
                new NodeId(rs.getString("node_id")),
                rs.getString("method"),
                rs.getString("process"),
                FulfilmentStatus.valueOf(rs.getString("status")),
                promised == null ? null : promised.toInstant(),
                Duration.parse(rs.getString("accept_within")),
                Duration.parse(rs.getString("pick_within")),
                Duration.parse(rs.getString("pickup_window")),
                rs.getString("pickup_code"),
                rs.getInt("wrong_codes"),
                rs.getString("staged_at"),
                rs.getString("carrier"),
                rs.getString("tracking_number"),
                rs.getTimestamp("created_at").toInstant(),
                rs.getTimestamp("updated_at").toInstant(),
                rs.getString("destination_node") == null ? null : new NodeId(rs.getString("destination_node")),
                rs.getInt("most_wrong_codes"),
                rs.getInt("most_deliveries"),
                rs.getBoolean("departed"),
                lines);
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }
}
