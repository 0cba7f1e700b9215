package org.baton.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The roads of an order to its customer. */
@ExtendWith(RunningBaton.class)
class OrderJourneyIT {

    private Shop shop;
    private String sku;

    @BeforeEach
    void open(RunningBaton baton) {
        shop = new Shop(baton.client());
        sku = shop.product();
    }

    @Test
    void shouldFulfilAndChargeOnceWhenShippedFromWarehouse() {
        var warehouse = shop.warehouse(Shop.INDIANAPOLIS);
        shop.counts(warehouse, sku, 10);

        var order = shop.place(shop.order().with(sku, 2));

        order.becomes("FULFILLED");
        order.eventually("parts", order::fulfilmentStatuses, List.of("DELIVERED"));
        order.eventually("payments", order::payments, List.of("authorise", "capture"));
        order.eventually("messages", order::told, List.of("order-confirmed", "order-shipped", "delivered"));
        assertThat(order.fulfilments(f -> f.path("node"))).containsExactly(warehouse);
        assertThat(shop.stock(warehouse, sku).path("onHand").asInt(-1)).isEqualTo(8);
        assertThat(shop.stock(warehouse, sku).path("reserved").asInt(-1)).isZero();
        assertThat(order.sandbox("warehouse")).containsExactly("release", "shipped");
    }

    @Test
    void shouldHandOverWhenCollectedInStore() {
        var store = shop.store(Shop.CHICAGO);
        shop.counts(store, sku, 5);

        var order = shop.place(shop.order().with(sku, 2).collectedAt(store));
        order.does("accept");
        order.does("pick");
        order.does("pack", Map.of("place", "Shelf A1"));
        order.eventually("messages", order::told, List.of("order-confirmed", "ready-for-pickup"));
        assertThat(order.fulfilmentStatuses()).containsExactly("READY_FOR_PICKUP");
        assertThat(order.payments()).containsExactly("authorise");
        order.handOver();

        order.becomes("FULFILLED");
        assertThat(order.fulfilmentStatuses()).containsExactly("PICKED_UP");
        order.eventually("payments", order::payments, List.of("authorise", "capture"));
        assertThat(shop.stock(store, sku).path("onHand").asInt(-1)).isEqualTo(3);
        assertThat(order.openTasks()).isEmpty();
    }

    @Test
    void shouldShipFromStoreWhenNoWarehouseHasIt() {
        var store = shop.store(Shop.CHICAGO);
        shop.counts(store, sku, 5);

        var order = shop.place(shop.order().with(sku, 1));
        order.does("accept");
        order.does("pick");
        order.does("pack");
        assertThat(order.task("ship").path("node").asString("")).isEqualTo(store);
        order.does("ship");

        order.becomes("FULFILLED");
        order.eventually("parts", order::fulfilmentStatuses, List.of("DELIVERED"));
        order.eventually("payments", order::payments, List.of("authorise", "capture"));
        order.eventually("messages", order::told, List.of("order-confirmed", "order-shipped", "delivered"));
        assertThat(order.sandbox("carriers")).startsWith("buy-label").endsWith("delivered");
    }

    @Test
    void shouldSourceAgainWhenStoreRejects() {
        var near = shop.store(Shop.CHICAGO);
        var far = shop.store(Shop.INDIANAPOLIS);
        shop.counts(near, sku, 5);
        shop.counts(far, sku, 5);

        var order = shop.place(shop.order().with(sku, 1));
        assertThat(order.task("accept").path("node").asString("")).isEqualTo(near);
        order.rejects("accept", "not-in-stock");

        order.eventually("nodes", () -> order.fulfilments(f -> f.path("node")), List.of(near, far));
        order.eventually("parts", order::fulfilmentStatuses, List.of("REJECTED", "ALLOCATED"));
        assertThat(shop.stock(near, sku).path("onHand").asInt(-1)).isZero();
        order.does("accept");
        order.does("pick");
        order.does("pack");
        order.does("ship");
        order.becomes("FULFILLED");
        order.eventually("payments", order::payments, List.of("authorise", "capture"));
    }

    @Test
    void shouldSourceWhatIsMissingAtOnceWhenPickedShort() {
        var near = shop.store(Shop.CHICAGO);
        var far = shop.store(Shop.INDIANAPOLIS);
        shop.counts(near, sku, 5);
        shop.counts(far, sku, 5);

        var order = shop.place(shop.order().with(sku, 3));
        order.does("accept");
        order.does("pick", Map.of("picked", List.of(Map.of("sku", sku, "quantity", 2)), "reason", "mismatch"));

        // Two parts at work at once: the first goes on with packing while the second is accepted.
        order.eventually("parts", order::fulfilmentStatuses, List.of("PICKED", "ALLOCATED"));
        assertThat(order.task("pack").path("node").asString("")).isEqualTo(near);
        assertThat(order.task("accept").path("node").asString("")).isEqualTo(far);
        order.does("accept");
        order.does("pick");
        order.does("pack");
        order.does("pack");
        order.does("ship");
        order.does("ship");

        order.becomes("FULFILLED");
        order.eventually("parts", order::fulfilmentStatuses, List.of("DELIVERED", "DELIVERED"));
        order.eventually("payments", order::payments, List.of("authorise", "capture", "capture"));
        order.eventually(
                "messages",
                () -> order.told().stream().sorted().toList(),
                List.of("delivered", "delivered", "order-confirmed", "order-shipped", "order-shipped"));
    }
}
