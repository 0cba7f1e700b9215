package org.baton.app.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody cancels an order's instance in Operate instead of cancelling the order. */
@ExtendWith(RunningBaton.class)
class CancelledInstanceIT {

    @Test
    void shouldGoOnWhereItWasWhenItIsResumed(RunningBaton baton) {
        var shop = new Shop(baton.client());
        var store = shop.store(Shop.CHICAGO);
        var sku = shop.product();
        shop.counts(store, sku, 9);
        var other = shop.place(shop.order().with(sku, 1).collectedAt(store));
        var order = shop.place(shop.order().with(sku, 2).collectedAt(store));
        order.does("accept");
        var pick = order.task("pick").path("id").asString("");
        var lost = instance(order);
        var cancelled = baton.engine().newCancelInstanceCommand(lost).send().join();
        assertThat(cancelled).isNotNull();
        var instances = new Instances(baton.engine());
        await().atMost(Duration.ofSeconds(60)).until(() -> instances.hasEnded(lost));
        other.task("accept");
        var untouched = instance(other);

        assertThat(resumed(shop)).contains(order.id()).doesNotContain(other.id());

        await().atMost(Duration.ofSeconds(90)).until(() -> instance(order) != lost && instance(order) != 0);
        assertThat(order.task("pick").path("id").asString("")).isEqualTo(pick);
        order.does("pick");
        order.does("pack");
        order.handOver();
        order.becomes("FULFILLED");
        order.eventually("payments", order::payments, List.of("authorise", "capture"));
        assertThat(order.events()).containsOnlyOnce("order-resumed", "fulfilment-allocated", "fulfilment-accepted");
        assertThat(instance(other)).isEqualTo(untouched);
        assertThat(resumed(shop)).doesNotContain(order.id(), other.id());
    }

    private static long instance(Placed order) {
        var key = order.now().path("processInstanceKey").asString("");
        return key.isEmpty() ? 0 : Long.parseLong(key);
    }

    private static List<String> resumed(Shop shop) {
        var answer = shop.client.post("/resumptions", Map.of("graceSeconds", 0, "limit", 5_000));
        assertThat(answer.isOk()).as(answer.problem()).isTrue();
        return answer.body()
                .path("resumed")
                .valueStream()
                .map(id -> id.asString(""))
                .toList();
    }
}
