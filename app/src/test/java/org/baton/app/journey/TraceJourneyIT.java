package org.baton.app.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.baton.app.testing.SpanReceiver.Received;
import org.baton.workers.engine.Traces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happened to an order, from the request to the vendors, is one trace at a collector. */
@ExtendWith(RunningBaton.class)
class TraceJourneyIT {

    @Test
    void shouldHaveTheWholeOrderInOneTrace(RunningBaton baton) {
        var shop = new Shop(baton.client());
        var sku = shop.product();
        shop.counts(shop.warehouse(Shop.INDIANAPOLIS), sku, 10);
        var order = shop.place(shop.order().with(sku, 1)).becomes("FULFILLED");

        var trace = Traces.traceOf(order.id()).getTraceId();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(baton.spans().trace(trace))
                        .extracting(Received::name)
                        .contains(
                                "POST /api/v1/orders",
                                "engine order-accepted",
                                "order-screen-order",
                                "payment-authorise-payment",
                                "sandbox authorise",
                                "routing-source-order",
                                "fulfilment-release-to-warehouse",
                                "engine fulfilment-shipped",
                                "payment-capture-payment",
                                "sandbox capture"));

        var spans = baton.spans().trace(trace);
        assertThat(spans).allSatisfy(span -> assertThat(span.attributes()).containsEntry("orderId", order.id()));
        assertThat(parentOf("sandbox authorise", spans).name()).isEqualTo("payment-authorise-payment");
        assertThat(parentOf("sandbox capture", spans).name()).isEqualTo("payment-capture-payment");
    }

    private static Received parentOf(String name, List<Received> spans) {
        var byId = spans.stream().collect(Collectors.toMap(Received::id, Function.identity()));
        var child = spans.stream().filter(span -> span.name().equals(name)).findFirst();
        return byId.get(child.orElseThrow().parent());
    }
}
