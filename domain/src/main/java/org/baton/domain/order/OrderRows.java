package org.baton.domain.order;

import static org.baton.domain.common.Parameters.date;
import static org.baton.domain.common.Parameters.text;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.baton.domain.common.LateWrites;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes and reads orders with their lines by one statement each. An order is read some twenty times on its road, and an
 * aggregate that Spring Data reads takes a statement and a connection for the order and another for its lines.
 */
@Component
class OrderRows {

    private static final String SELECT = """
            select o.*, l.line_number, l.sku, l.quantity, l.allocated, l.fulfilled, l.cancelled, l.backordered,
                   l.escalated, l.unit_price_minor, l.discount_minor, l.tax_minor
            from orders o join order_line l on l.order_id = o.id where o.id\s""";

    /** Asks for one order by its id, to be read by {@link #orders}. */
    static final String ONE = SELECT + "= ?";

    private static final String INSERT = """
            with o as (
                insert into orders (id, channel, channel_order_number, status, placed_at, accepted_at, customer_id,
                                    customer_name, customer_email, customer_phone, customer_language, customer_consents,
                                    customer_tier, delivery_option, delivery_node, delivery_requested_on, delivery_line1,
                                    delivery_city, delivery_region, delivery_postal_code, delivery_country, currency,
                                    shipping_minor, payment_method, payment_token, promise_id)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))
            insert into order_line (order_id, line_number, sku, quantity, unit_price_minor, discount_minor, tax_minor)
            select ?, l.* from unnest(
                (select ?::int[]), (select ?::text[]), (select ?::int[]),
                (select ?::bigint[]), (select ?::bigint[]), (select ?::bigint[])) as l""";

    private final JdbcClient jdbc;
    private final LateWrites writes;

    OrderRows(JdbcClient jdbc, LateWrites writes) {
        this.jdbc = jdbc;
        this.writes = writes;
    }

    /** Writes an order that was just accepted, of which nothing has happened yet, when its transaction is committed. */
    void insert(Order order, @Nullable String promise) {
        var customer = order.customer();
        var delivery = order.delivery();
        writes.add(
                INSERT,
                order.idText(),
                order.channel(),
                order.channelOrderNumber(),
                order.status().name(),
                Timestamp.from(order.placedAt()),
                Timestamp.from(order.acceptedAt()),
                text(customer.id()),
                text(customer.name()),
                text(customer.email()),
                text(customer.phone()),
                text(customer.language()),
                customer.consents().toArray(String[]::new),
                text(customer.tier()),
                delivery.option(),
                text(delivery.node()),
                date(delivery.requestedOn()),
                text(delivery.line1()),
                text(delivery.city()),
                text(delivery.region()),
                text(delivery.postalCode()),
                text(delivery.country()),
                order.currencyCode(),
                order.shippingMinor(),
                order.paymentMethod(),
                text(order.paymentToken()),
                text(promise),
                order.idText(),
                order.lines().keySet().toArray(Integer[]::new),
                column(order, OrderLine::skuText).toArray(String[]::new),
                column(order, OrderLine::quantity).toArray(Integer[]::new),
                column(order, OrderLine::unitPriceMinor).toArray(Long[]::new),
                column(order, OrderLine::discountMinor).toArray(Long[]::new),
                column(order, OrderLine::taxMinor).toArray(Long[]::new));
    }

    private static <T> Stream<T> column(Order order, Function<OrderLine, T> value) {
        return order.lines().values().stream().map(value);
    }

    /** An order if there is one. */
    List<Order> read(String id) {
        return jdbc.sql(ONE).param(id).query(OrderRows::orders);
    }

    /** Those that there are, in no order. */
    List<Order> read(Collection<String> ids) {
        return jdbc.sql(SELECT + "= any(?)").param(ids.toArray(String[]::new)).query(OrderRows::orders);
    }

    static List<Order> orders(ResultSet rs) throws SQLException {
        var found = new ArrayList<Order>();
        var linesOf = new HashMap<String, Map<Integer, OrderLine>>();
        while (rs.next()) {
            var id = rs.getString("id");
            var lines = linesOf.get(id);
            if (lines == null) {
                lines = new TreeMap<>();
                linesOf.put(id, lines);
                found.add(order(rs, Collections.unmodifiableMap(lines)));
            }
            lines.put(rs.getInt("line_number"), line(rs));
        }
        return found;
    }

    private static Order order(ResultSet rs, Map<Integer, OrderLine> lines) throws SQLException {
        var hold = rs.getString("hold_reason");
        return new Order(
                rs.getString("id"),
                rs.getString("channel"),
                rs.getString("channel_order_number"),
                OrderStatus.valueOf(rs.getString("status")),
                hold == null ? null : HoldReason.valueOf(hold),
                rs.getString("cancel_reason"),
                instant(rs.getTimestamp("cancel_requested_at")),
                rs.getTimestamp("placed_at").toInstant(),
                rs.getTimestamp("accepted_at").toInstant(),
                instant(rs.getTimestamp("completed_at")),
                customer(rs),
                delivery(rs),
                rs.getString("currency"),
                rs.getLong("shipping_minor"),
                rs.getString("payment_method"),
                rs.getString("payment_token"),
                rs.getObject("process_instance_key", Long.class),
                instant(rs.getTimestamp("scheduled_for")),
                rs.getLong("version"),
                lines);
    }

    private static Customer customer(ResultSet rs) throws SQLException {
        return new Customer(
                rs.getString("customer_id"),
                rs.getString("customer_name"),
                rs.getString("customer_email"),
                rs.getString("customer_phone"),
                rs.getString("customer_language"),
                List.of((String[]) rs.getArray("customer_consents").getArray()),
                rs.getString("customer_tier"));
    }

    private static Delivery delivery(ResultSet rs) throws SQLException {
        return new Delivery(
                rs.getString("delivery_option"),
                rs.getString("delivery_node"),
                rs.getObject("delivery_requested_on", LocalDate.class),
                rs.getString("delivery_line1"),
                rs.getString("delivery_city"),
                rs.getString("delivery_region"),
                rs.getString("delivery_postal_code"),
                rs.getString("delivery_country"));
    }

    private static OrderLine line(ResultSet rs) throws SQLException {
        return new OrderLine(
                rs.getString("sku"),
                rs.getInt("quantity"),
                rs.getInt("allocated"),
                rs.getInt("fulfilled"),
                rs.getInt("cancelled"),
                rs.getBoolean("backordered"),
                rs.getBoolean("escalated"),
                rs.getLong("unit_price_minor"),
                rs.getLong("discount_minor"),
                rs.getLong("tax_minor"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
