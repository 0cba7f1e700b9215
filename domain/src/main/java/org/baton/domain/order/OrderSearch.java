package org.baton.domain.order;

import static org.baton.domain.common.FieldChecks.isStorable;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.OrderId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds orders, newest first. */
@Repository
public class OrderSearch {

    /**
     * What to find; what is null does not restrict.
     *
     * @param node that fulfils a part of it, or where it is collected
     * @param text an order's id, its number at the channel, or the start of the customer's name, or the whole email
     */
    public record Criteria(
            @Nullable OrderStatus status,
            @Nullable String channel,
            @Nullable String customer,
            @Nullable String channelOrderNumber,
            @Nullable NodeId node,
            @Nullable Instant placedFrom,
            @Nullable Instant placedTo,
            @Nullable String text) {}

    /** The last order seen; the next page begins after it. */
    public record Position(Instant placedAt, OrderId id) {}

    /** Each by an index of its own; a name begins with a text if it lies between it and it with the last letter. */
    private static final String BY_TEXT = """
            id in (select id from orders where id = :text
                   union all select id from orders where channel_order_number = :text
                   union all select id from orders where lower(customer_email) = lower(:text)
                   union all select id from orders where lower(customer_name) ~>=~ lower(:text)
                                                     and lower(customer_name) ~<~ (lower(:text) || chr(1114111)))""";

    private final JdbcClient jdbc;
    private final OrderRows rows;

    OrderSearch(JdbcClient jdbc, OrderRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /** @param after the last order of the page before; null to begin */
    public List<Order> find(Criteria criteria, @Nullable Position after, int limit) {
        var conditions = new ArrayList<String>();
        var params = new HashMap<String, Object>();
        restrict(criteria, conditions, params);
        if (after != null) {
            conditions.add("(placed_at, id) < (:afterPlaced, :afterId)");
            params.put("afterPlaced", Timestamp.from(after.placedAt()));
            params.put("afterId", after.id().value());
        }
        if (params.values().stream().anyMatch(value -> value instanceof String text && !isStorable(text))) {
            return List.of();
        }
        var where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        params.put("limit", limit);
        var ids = jdbc.sql("select id from orders" + where + " order by placed_at desc, id desc limit :limit")
                .params(params)
                .query((rs, n) -> rs.getString("id"))
                .list();
        return inOrder(ids);
    }

    private static void restrict(Criteria criteria, List<String> conditions, Map<String, Object> params) {
        var status = criteria.status();
        equal(conditions, params, "status", status == null ? null : status.name());
        equal(conditions, params, "channel", criteria.channel());
        equal(conditions, params, "customer_id", criteria.customer());
        equal(conditions, params, "channel_order_number", criteria.channelOrderNumber());
        if (criteria.node() != null) {
            conditions.add("""
                    id in (select id from orders where delivery_node = :node
                           union all select order_id from fulfilment where node_id = :node)""");
            params.put("node", criteria.node().value());
        }
        if (criteria.placedFrom() != null) {
            conditions.add("placed_at >= :placedFrom");
            params.put("placedFrom", Timestamp.from(criteria.placedFrom()));
        }
        if (criteria.placedTo() != null) {
            conditions.add("placed_at < :placedTo");
            params.put("placedTo", Timestamp.from(criteria.placedTo()));
        }
        if (criteria.text() != null) {
            conditions.add(BY_TEXT);
            params.put("text", criteria.text());
        }
    }

    private List<Order> inOrder(List<String> ids) {
        var found = new HashMap<String, Order>();
        rows.read(ids).forEach(order -> found.put(order.idText(), order));
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    private static void equal(
            List<String> conditions, Map<String, Object> params, String column, @Nullable Object value) {
        if (value != null) {
            conditions.add(column + " = :" + column);
            params.put(column, value);
        }
    }

    /** How many orders stand where. */
    public Map<OrderStatus, Long> countByStatus() {
        var counts = new EnumMap<OrderStatus, Long>(OrderStatus.class);
        Arrays.stream(OrderStatus.values()).forEach(status -> counts.put(status, 0L));
        jdbc.sql("select status, count(*) as orders from orders group by status")
                .query(rs -> {
                    counts.put(OrderStatus.valueOf(rs.getString("status")), rs.getLong("orders"));
                });
        return counts;
    }
}
