package org.baton.domain.order;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.baton.domain.common.OrderId;
import org.baton.domain.engine.EngineReplaced;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Starts the processes of orders again whose processes are gone. */
@Service
public class OrderProcesses {

    /** Whose process may still be asked for: of what ended earlier, nobody asks. */
    private static final Duration LATELY = Duration.ofDays(3);

    private final OrderBook orders;
    private final OrderMarks marks;
    private final OrderMessages messages;
    private final OrderEvents events;
    private final JdbcClient jdbc;
    private final Clock clock;

    OrderProcesses(
            OrderBook orders,
            OrderMarks marks,
            OrderMessages messages,
            OrderEvents events,
            JdbcClient jdbc,
            Clock clock) {
        this.orders = orders;
        this.marks = marks;
        this.messages = messages;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Starts the process of an order again. It runs from the beginning, and finds done what was done.
     *
     * @param gone the process that is gone; null if none conducts the order
     * @param before an order that was resumed later may still find its process
     * @return how often the order was resumed now; nothing if there is no need any more
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Integer> resume(OrderId id, @Nullable Long gone, Instant before, String actor) {
        var order = orders.lock(id);
        var times = marks.unbind(id, gone, before);
        times.ifPresent(n -> {
            messages.resumed(order, n);
            events.append(id, "order-resumed", actor, Map.of("times", n));
        });
        return times;
    }

    /** A release is for a hold that the last engine's process waited at: the next one sees that it is lifted. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void replaced(EngineReplaced engine) {
        jdbc.sql("""
                update orders o set process_instance_key = null
                where process_instance_key is not null
                  and (status not in ('FULFILLED', 'CANCELLED') or completed_at > :lately
                       or exists (select from fulfilment f where f.order_id = o.id and f.status = 'SHIPPED'))""")
                .param("lately", Timestamp.from(clock.instant().minus(LATELY)))
                .update();
        jdbc.sql("delete from engine_command where name = 'order-released'").update();
    }
}
