package org.baton.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.baton.domain.common.GatewayUnavailableException;
import org.baton.domain.inventory.StockConflict;
import org.baton.domain.operations.Queues;
import org.baton.domain.operations.Queues.Name;
import org.baton.domain.operations.Queues.Queue;
import org.baton.domain.order.OrderSearch;
import org.baton.domain.order.OrderStatus;
import org.baton.domain.payment.PaymentGateway;
import org.baton.workers.engine.JobEnded;
import org.baton.workers.engine.Traces;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;

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

    @Test
    void shouldCountWhatOrdersLoseToEachOther() {
        var metrics = new StockMetrics(registry);
        assertThat(registry.get("baton.stock.conflicts").counter().count()).isZero();

        metrics.conflict(new StockConflict(List.of()));

        assertThat(registry.get("baton.stock.conflicts").counter().count()).isEqualTo(1);
    }

    @Test
    void shouldTimeVendorCallsByOutcome() {
        PaymentGateway vendor = mock();
        when(vendor.voidAuthorisation("key-1", "auth-1")).thenThrow(new GatewayUnavailableException("no answer"));
        when(vendor.voidAuthorisation("key-2", "auth-2")).thenReturn("void-2");
        ObjectProvider<MeterRegistry> registries = mock();
        when(registries.getObject()).thenReturn(registry);
        ObjectProvider<Traces> traces = mock();
        when(traces.getObject()).thenReturn(Traces.off());
        var seen = (PaymentGateway)
                new VendorMetrics(registries, traces).postProcessAfterInitialization(vendor, "payments");

        assertThatThrownBy(() -> seen.voidAuthorisation("key-1", "auth-1"))
                .isInstanceOf(GatewayUnavailableException.class);
        assertThat(seen.voidAuthorisation("key-2", "auth-2")).isEqualTo("void-2");

        var calls = registry.get("baton.vendor.calls").tag("port", "payment");
        assertThat(calls.tag("outcome", "unavailable").timer().count()).isEqualTo(1);
        assertThat(registry.get("baton.vendor.calls")
                        .tag("outcome", "ok")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    private double gauge(String name, String tag, String value) {
        return registry.get(name).tag(tag, value).gauge().value();
    }
}
