package org.baton.app.wiring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.baton.domain.operations.Queues;
import org.baton.domain.operations.Queues.Name;
import org.baton.domain.operations.Queues.Queue;
import org.baton.domain.order.OrderSearch;
import org.baton.domain.order.OrderStatus;
import org.springframework.stereotype.Component;

/**
 * Orders by status ({@code baton_orders}), and what waits and for how long ({@code baton_queue_waiting},
 * {@code baton_queue_age_seconds}). The database is asked at most every ten seconds, however often it is scraped.
 */
@Component
class QueueMetrics implements MeterBinder {

    private static final Duration FRESH = Duration.ofSeconds(10);

    private record Figures(Map<OrderStatus, Long> orders, Map<Name, Queue> queues, long readAt) {}

    private final OrderSearch orders;
    private final Queues queues;
    private Figures figures = new Figures(Map.of(), Map.of(), System.nanoTime() - FRESH.toNanos());

    QueueMetrics(OrderSearch orders, Queues queues) {
        this.orders = orders;
        this.queues = queues;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (var status : OrderStatus.values()) {
            Gauge.builder("baton.orders", () -> figures().orders().getOrDefault(status, 0L))
                    .description("Orders by status")
                    .tag("status", text(status))
                    .register(registry);
        }
        for (var name : Name.values()) {
            Gauge.builder("baton.queue.waiting", () -> queue(name).waiting())
                    .description("What waits")
                    .tag("queue", text(name))
                    .register(registry);
            Gauge.builder("baton.queue.age", () -> queue(name).age().toMillis() / 1e3)
                    .description("How long the oldest has waited")
                    .baseUnit("seconds")
                    .tag("queue", text(name))
                    .register(registry);
        }
    }

    private static String text(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Queue queue(Name name) {
        return figures().queues().getOrDefault(name, new Queue(name, 0, Duration.ZERO));
    }

    private synchronized Figures figures() {
        if (System.nanoTime() - figures.readAt() >= FRESH.toNanos()) {
            var read = new EnumMap<Name, Queue>(Name.class);
            queues.now().forEach(queue -> read.put(queue.name(), queue));
            figures = new Figures(orders.countByStatus(), read, System.nanoTime());
        }
        return figures;
    }
}
