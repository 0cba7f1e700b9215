package org.baton.domain.order;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.baton.domain.common.OrderId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps orders for a later day out of the stores until their time comes. Days begin at midnight UTC, which is the
 * evening before in the Americas: an order is never late because of it.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class OrderSchedule {

    private final ScheduleRules rules;
    private final OrderMessages messages;
    private final OrderEvents events;
    private final JdbcClient jdbc;
    private final Clock clock;

    OrderSchedule(ScheduleRules rules, OrderMessages messages, OrderEvents events, JdbcClient jdbc, Clock clock) {
        this.rules = rules;
        this.messages = messages;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * When an order is sourced, and before which others.
     *
     * @param at may have passed
     * @param later the same, if it has not
     */
    record Turn(int priority, Instant at, @Nullable Instant later) {}

    /** Plans a new order's turn, which the caller writes down. */
    Turn plan(Order order) {
        var turn = rules.turnOf(
                order.delivery().option(), order.channel(), order.customer().tier());
        var at = startOf(order, order.delivery().requestedOn(), turn);
        var later = at.isAfter(clock.instant()) ? at : null;
        if (later != null) {
            events.append(order.id(), "order-scheduled", OrderEvents.BATON, Map.of("sourcedFrom", later.toString()));
        }
        return new Turn(turn.priority(), at, later);
    }

    private Instant startOf(Order order, @Nullable LocalDate day, ScheduleRules.Turn turn) {
        return day == null
                ? order.acceptedAt()
                : day.atStartOfDay(ZoneOffset.UTC).toInstant().minus(turn.startBefore());
    }

    /** Moves an order that still waits for its day to another day; its process hears of it. */
    public void reschedule(Order order, LocalDate day) {
        var turn = rules.turnOf(
                order.delivery().option(), order.channel(), order.customer().tier());
        var at = startOf(order, day, turn);
        jdbc.sql("update orders set scheduled_for = ? where id = ?")
                .params(Timestamp.from(at), order.idText())
                .update();
        messages.rescheduled(order.id(), order.version(), at);
    }

    /** The order's time has come. */
    public void begin(OrderId id) {
        jdbc.sql("update orders set scheduled_for = null where id = ?")
                .param(id.value())
                .update();
    }
}
