package org.baton.domain.order;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.baton.domain.common.Json;
import org.baton.domain.common.LateWrites;
import org.baton.domain.common.OrderId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** The history of each order: every change writes its event in its own transaction, and none is ever changed. */
@Repository
public class OrderEvents {

    /** The actor of what no person and no caller did. */
    public static final String BATON = "baton";

    /**
     * Something that happened to an order.
     *
     * @param type kebab-case and in the past tense, e.g. {@code order-accepted}
     * @param actor who did it: a token's name, a vendor, or {@link #BATON}
     * @param data ids and numbers, nothing personal
     */
    public record OrderEvent(long sequence, Instant at, String type, String actor, JsonNode data) {}

    /**
     * Published in the transaction that writes an event, for those who follow orders without orders knowing them.
     *
     * @param data as written
     * @param told what the history does not keep, because it is personal: for messages to the customer alone
     */
    public record Appended(OrderId order, String type, Map<String, ?> data, Map<String, String> told) {}

    private static final String WRITE =
            "insert into order_event (order_id, at, type, actor, data) values (?, ?, ?, ?, ?::jsonb)";

    private final JdbcClient jdbc;
    private final LateWrites writes;
    private final Json json;
    private final Clock clock;
    private final ApplicationEventPublisher followers;

    OrderEvents(JdbcClient jdbc, LateWrites writes, Json json, Clock clock, ApplicationEventPublisher followers) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.json = json;
        this.clock = clock;
        this.followers = followers;
    }

    /** Writes an event into the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(OrderId order, String type, String actor, Map<String, ?> data) {
        append(order, type, actor, data, Map.of());
    }

    /**
     * Writes an event into the caller's transaction.
     *
     * @param told what only the customer is to read
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(OrderId order, String type, String actor, Map<String, ?> data, Map<String, String> told) {
        writes.add(WRITE, order.value(), Timestamp.from(clock.instant()), type, actor, json.write(data));
        followers.publishEvent(new Appended(order, type, data, told));
    }

    /** The events of an order, oldest first. */
    public List<OrderEvent> of(OrderId order) {
        return jdbc.sql("select * from order_event where order_id = ? order by sequence")
                .param(order.value())
                .query((rs, n) -> new OrderEvent(
                        rs.getLong("sequence"),
                        rs.getTimestamp("at").toInstant(),
                        rs.getString("type"),
                        rs.getString("actor"),
                        json.tree(rs.getString("data"))))
                .list();
    }
}
