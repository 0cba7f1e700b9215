package org.baton.domain.notification;

import static java.util.Map.entry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.Json;
import org.baton.domain.common.LateWrites;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.Parameters;
import org.baton.domain.common.RoundTrip;
import org.baton.domain.notification.Cadence.Event;
import org.baton.domain.notification.Notification.SentBy;
import org.baton.domain.order.OrderEvents.Appended;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The outbox from orders to messages: what customers hear of is written with the change itself and planned afterwards,
 * so that nothing about messages can hold up an order.
 */
@Repository
public class NotificationEvents {

    /** An event that waits to be planned; published when it was written, so that the relay need not look for it. */
    public record Written(long id, OrderId order) {}

    private static final String LINES_REJECTED = "fulfilment-lines-rejected";

    private static final String STORE_CHANGED = "store-changed";

    /** What the order's history calls it, and what the cadence does. */
    private static final Map<String, String> HEARD = Map.ofEntries(
            entry("order-accepted", "order-confirmed"),
            entry("order-held", "order-held"),
            entry("order-delayed", "order-delayed"),
            entry("lines-backordered", "order-delayed"),
            entry(LINES_REJECTED, "order-delayed"),
            entry("order-cancelled", "order-cancelled"),
            entry("payment-refunded", "refunded"),
            entry("fulfilment-allocated", STORE_CHANGED),
            entry("fulfilment-out-for-delivery", "out-for-delivery"),
            entry("fulfilment-delivered", "delivered"),
            entry("fulfilment-picked-up", "collected"));

    private static final String WRITE = """
            insert into notification_event (order_id, fulfilment_id, event, occurrence, facts, happened_at, due_at)
            select ?, ?, ?, ?, ?::jsonb, ?, ? %s returning id""";

    private static final String ALWAYS = WRITE.formatted("");

    /** A part that is allocated to the very store that the customer chose is no news. */
    private static final String UNLESS_CHOSEN =
            WRITE.formatted("where not exists (select from orders where id = ? and delivery_node = ?)");

    private static final Set<String> COLLECTED = Set.of("PICKUP", "CURBSIDE");
    private static final Set<String> WAITED_FOR = Set.of("PICKUP", "CURBSIDE", "SHIP_TO_STORE");
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final JdbcTemplate database;
    private final LateWrites writes;
    private final Json json;
    private final Clock clock;
    private final Cadence cadence;
    private final ApplicationEventPublisher relays;

    NotificationEvents(
            JdbcClient jdbc,
            JdbcTemplate database,
            LateWrites writes,
            Json json,
            Clock clock,
            Cadence cadence,
            ApplicationEventPublisher relays) {
        this.jdbc = jdbc;
        this.database = database;
        this.writes = writes;
        this.json = json;
        this.clock = clock;
        this.cadence = cadence;
        this.relays = relays;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void heard(Appended happened) {
        var event = HEARD.get(happened.type());
        var data = happened.data();
        if (event == null || isNoNews(happened.type(), String.valueOf(data.get("method")))) {
            return;
        }
        // What a store gave back delays the order, whichever part of it that was and why: it is told once.
        var ofTheOrder = happened.type().equals(LINES_REJECTED);
        var fulfilment = ofTheOrder ? null : data.get("fulfilmentId");
        var facts = new HashMap<String, Object>(ofTheOrder ? Map.of() : data);
        facts.putAll(happened.told());
        var order = happened.order();
        var now = Timestamp.from(clock.instant());
        var values = new ArrayList<@Nullable Object>(Arrays.asList(
                order.value(),
                Parameters.text(fulfilment == null ? null : fulfilment.toString()),
                event,
                occurrence(event, data),
                json.write(facts),
                now,
                now));
        if (event.equals(STORE_CHANGED)) {
            values.addAll(Arrays.asList(order.value(), data.get("node")));
        }
        writes.add(
                id -> relays.publishEvent(new Written(id, order)),
                event.equals(STORE_CHANGED) ? UNLESS_CHOSEN : ALWAYS,
                values.toArray());
    }

    /** A parcel that another node sends is none the later for it; who wants to collect hears of it, and may choose. */
    private static boolean isNoNews(String type, String method) {
        return switch (type) {
            case "fulfilment-allocated" -> !COLLECTED.contains(method);
            case LINES_REJECTED -> !WAITED_FOR.contains(method);
            default -> false;
        };
    }

    /** What may happen to an order more than once is told each time that it is another. */
    private static String occurrence(String event, Map<String, ?> data) {
        var by = switch (event) {
            case "order-held" -> data.get("reason");
            case "order-delayed" -> data.get("newDate");
            case "refunded" -> data.get("reference");
            default -> null;
        };
        return by == null ? "" : by.toString();
    }

    /** Forgets what was told besides the order, of events that wait to be planned. */
    void forget(List<OrderId> orders) {
        jdbc.sql("update notification_event set facts = '{}' where order_id = any(?)")
                .param(orders.stream().map(OrderId::value).toArray(String[]::new))
                .update();
    }

    /**
     * The events that wait to be planned, of each order the oldest alone: a cancellation must not be planned before
     * what it stops. They may be planned side by side.
     */
    public List<Written> due(int most) {
        return jdbc.sql("""
                select e.id, e.order_id from notification_event e
                where e.due_at <= ? and not exists (
                    select 1 from notification_event p where p.order_id = e.order_id and p.id < e.id)
                order by e.due_at, e.id limit ?""")
                .params(Timestamp.from(clock.instant()), most)
                .query((rs, n) -> new Written(rs.getLong("id"), new OrderId(rs.getString("order_id"))))
                .list();
    }

    /**
     * Plans the messages of an event and forgets it, unless another is planning it or an older one of its order waits.
     *
     * @return the messages to send at once
     */
    @Transactional
    public List<DueMessage> plan(Written written) {
        var trip = new RoundTrip(database);
        var event = take(trip, written.id());
        var seen = cadence.look(trip, written.order());
        trip.go();
        return event.get()
                .map(taken -> cadence.plan(taken, seen.get(), SentBy.RELAY))
                .orElse(List.of());
    }

    private Supplier<Optional<Event>> take(RoundTrip trip, long id) {
        return trip.ask("""
                delete from notification_event where id = (
                    select e.id from notification_event e where e.id = ? and not exists (
                        select from notification_event p where p.order_id = e.order_id and p.id < e.id)
                    for update skip locked)
                returning order_id, fulfilment_id, event, occurrence, facts, happened_at""", rs -> rs.next() ? Optional.of(read(rs)) : Optional.empty(), id);
    }

    private Event read(ResultSet rs) throws SQLException {
        return new Event(
                new OrderId(rs.getString("order_id")),
                rs.getString("fulfilment_id") == null ? null : new FulfilmentId(rs.getString("fulfilment_id")),
                rs.getString("event"),
                rs.getString("occurrence"),
                new NotificationRows(json).facts(rs.getString("facts")),
                rs.getTimestamp("happened_at").toInstant());
    }

    /** Puts an event off that could not be planned. */
    @Transactional
    public void putOff(long id) {
        jdbc.sql("""
                update notification_event set attempts = attempts + 1,
                       due_at = cast(:now as timestamptz) + least(:longest, power(2, least(attempts, 20))) * interval '1 second'
                where id = :id""")
                .param("now", Timestamp.from(clock.instant()))
                .param("longest", LONGEST_PAUSE.toSeconds())
                .param("id", id)
                .update();
    }
}
