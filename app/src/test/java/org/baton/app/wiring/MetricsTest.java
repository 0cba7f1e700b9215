package org.baton.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.baton.domain.operations.Queues;
import org.baton.domain.operations.Queues.Name;
import org.baton.domain.operations.Queues.Queue;
import org.baton.domain.order.OrderSearch;
import org.baton.domain.order.OrderStatus;
import org.baton.workers.engine.JobEnded;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void shouldAskTheDatabaseOnceWhenEveryFigureIsScraped() {
        OrderSearch orders = mock();
        Queues queues = mock();
        when(orders.countByStatus()).thenReturn(Map.of(OrderStatus.ON_HOLD, 3L));
        when(queues.now()).thenReturn(List.of(new Queue(Name.COMMANDS, 7, Duration.ofMillis(1500))));
        new QueueMetrics(orders, queues).bindTo(registry);

        assertThat(gauge("baton.orders", "status", "on-hold")).isEqualTo(3);
        assertThat(gauge("baton.orders", "status", "fulfilled")).isZero();
        assertThat(gauge("baton.queue.waiting", "queue", "commands")).isEqualTo(7);
        assertThat(gauge("baton.queue.age", "queue", "commands")).isEqualTo(1.5);
        assertThat(gauge("baton.queue.waiting", "queue", "tasks")).isZero();
        verify(orders, times(1)).countByStatus();
        verify(queues, times(1)).now();
    }

    @Test
    void shouldTimeJobsByTypeAndOutcome() {
        var metrics = new JobMetrics(registry);
        metrics.ended(new JobEnded("order-screen-order", JobEnded.Outcome.DONE, Duration.ofMillis(20)));
        metrics.ended(new JobEnded("order-screen-order", JobEnded.Outcome.GIVEN_UP, Duration.ofMillis(5)));

        var done = registry.get("baton.jobs").tags("type", "order-screen-order", "outcome", "done");
        assertThat(done.timer().count()).isEqualTo(1);
        assertThat(done.timer().totalTime(TimeUnit.MILLISECONDS)).isEqualTo(20);
        assertThat(registry.get("baton.jobs").tag("outcome", "given-up").timer().count())
                .isEqualTo(1);
    }

    private double gauge(String name, String tag, String value) {
        return registry.get(name).tag(tag, value).gauge().value();
    }
}
