package org.baton.app.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What can come between an order and its customer, and how it goes on. */
@ExtendWith(RunningBaton.class)
class OrderTroubleIT {

    private Shop shop;
    private String sku;
    private Instances instances;

    @BeforeEach
    void open(RunningBaton baton) {
        shop = new Shop(baton.client());
        sku = shop.product();
        instances = new Instances(baton.engine());
    }

    @Test
    void shouldEndWhenCancelledWhileHeld() {
        var warehouse = shop.warehouse(Shop.INDIANAPOLIS);
        shop.counts(warehouse, sku, 10);
        var order = shop.place(shop.order().with(sku, 1).at("6000.00"));
        order.isHeldFor("HIGH_RISK_OF_FRAUD");

        order.cancel();

        isCancelled(order);
        assertThat(order.payments()).isEmpty();
        assertThat(shop.stock(warehouse, sku).path("reserved").asInt(-1)).isZero();
    }

    @Test
    void shouldUndoWhenCancelledWhileTheWarehouseHasIt() {
        var warehouse = shop.warehouse(Shop.INDIANAPOLIS);
        shop.counts(warehouse, sku, 10);
        var order = shop.place(shop.order().with(sku, 2).to("SANDBOX WAREHOUSE NEVER SHIPS"));
        order.eventually("warehouse", () -> order.sandbox("warehouse"), List.of("release"));
        assertThat(shop.stock(warehouse, sku).path("reserved").asInt(-1)).isEqualTo(2);

        order.cancel();

        isCancelled(order);
        order.eventually("payments", order::payments, List.of("authorise", "void"));
        assertThat(order.sandbox("warehouse")).containsExactly("release", "cancel");
        assertThat(order.fulfilmentStatuses()).containsExactly("CANCELLED");
        assertThat(shop.stock(warehouse, sku).path("reserved").asInt(-1)).isZero();
        assertThat(shop.stock(warehouse, sku).path("onHand").asInt(-1)).isEqualTo(10);
    }

    @Test
    void shouldCloseTheTaskWhenCancelledWhilePicking() {
        var store = shop.store(Shop.CHICAGO);
        shop.counts(store, sku, 5);
        var order = shop.place(shop.order().with(sku, 2).collectedAt(store));
        order.does("accept");
        var pick = order.task("pick").path("id").asString("");

        order.cancel();

        var late = shop.client.post("/tasks/" + pick + "/complete", Map.of());
        assertThat(late.status()).as(late.problem()).isEqualTo(409);
        isCancelled(order);
        order.eventually("payments", order::payments, List.of("authorise", "void"));
        assertThat(order.openTasks()).isEmpty();
        assertThat(shop.stock(store, sku).path("reserved").asInt(-1)).isZero();
    }

    private void isCancelled(Placed order) {
        order.becomes("CANCELLED");
        order.eventually(
                "messages",
                () -> order.told().stream().filter("order-cancelled"::equals).toList(),
                List.of("order-cancelled"));
        var instance = Long.parseLong(order.now().path("processInstanceKey").asString("0"));
        await().atMost(Duration.ofSeconds(60)).until(() -> instances.hasEnded(instance));
        assertThat(order.now().path("lines").path(0).path("status").asString(""))
                .isEqualTo("CANCELLED");
    }

    @Test
    void shouldGoOnWhenReleasedFromScreening() {
        shop.counts(shop.warehouse(Shop.INDIANAPOLIS), sku, 10);
        var order = shop.place(shop.order().with(sku, 1).at("6000.00"));
        order.isHeldFor("HIGH_RISK_OF_FRAUD");
        assertThat(order.status()).isEqualTo("ON_HOLD");

        order.release();

        order.becomes("FULFILLED");
        order.eventually("payments", order::payments, List.of("authorise", "capture"));
    }

    @Test
    void shouldTryTheCardAgainWhenReleasedAfterItWasDeclined() {
        shop.counts(shop.warehouse(Shop.INDIANAPOLIS), sku, 10);
        var order = shop.place(shop.order().with(sku, 1).paidBy("tok_declined_once"));
        order.isHeldFor("AWAITING_PAYMENT");

        order.release();

        order.becomes("FULFILLED");
        order.eventually("payments", order::payments, List.of("authorise DECLINED", "authorise", "capture"));
    }

    @Test
    void shouldFulfilWhenSupplyArrives() {
        var warehouse = shop.warehouse(Shop.INDIANAPOLIS);
        shop.counts(warehouse, sku, 1);
        var order = shop.place(shop.order().with(sku, 2));
        // One unit goes at once, the other waits.
        order.eventually("parts", order::fulfilmentStatuses, List.of("DELIVERED"));
        assertThat(order.status()).isEqualTo("BACKORDERED");

        shop.counts(warehouse, sku, 3);

        order.becomes("FULFILLED");
        order.eventually("payments", order::payments, List.of("authorise", "capture", "capture"));
        assertThat(shop.stock(warehouse, sku).path("onHand").asInt(-1)).isEqualTo(2);
    }

    @Test
    void shouldFulfilABackorderWhenACancelledOrderFreesItsStock() {
        var warehouse = shop.warehouse(Shop.INDIANAPOLIS);
        shop.counts(warehouse, sku, 1);
        var first = shop.place(shop.order().with(sku, 1).to("SANDBOX WAREHOUSE NEVER SHIPS"));
        first.eventually("warehouse", () -> first.sandbox("warehouse"), List.of("release"));
        var second = shop.place(shop.order().with(sku, 1));
        second.becomes("BACKORDERED");

        first.cancel();

        isCancelled(first);
        second.becomes("FULFILLED");
    }

    @Test
    void shouldGoOnWhenAnIncidentIsRetried() {
        shop.counts(shop.warehouse(Shop.INDIANAPOLIS), sku, 10);
        var order = shop.place(shop.order().with(sku, 1).to("SANDBOX WAREHOUSE LONG OUTAGE"));
        await().atMost(Duration.ofSeconds(90))
                .until(() -> !shop.client
                        .all("/incidents?status=open&orderId=" + order.id())
                        .isEmpty());
        var incident = shop.client.all("/incidents?orderId=" + order.id()).getFirst();
        assertThat(incident.path("elementId").asString("")).isEqualTo("Task_ReleaseToWarehouse");
        assertThat(incident.path("processId").asString("")).isEqualTo("fulfil-ship-from-warehouse");
        assertThat(incident.path("message").asString(""))
                .isEqualTo(
                        "The sandbox (warehouse) did not answer. It was tried several times. Retry this incident when"
                                + " that is mended: nothing is done twice. The order waits here until then.");
        assertThat(order.events()).contains("incident-created");

        var retried = shop.client.post("/incidents/" + incident.path("id").asString("") + "/retry", Map.of());

        assertThat(retried.status()).as(retried.problem()).isEqualTo(200);
        order.becomes("FULFILLED");
        order.eventually("payments", order::payments, List.of("authorise", "capture"));
        assertThat(shop.client.all("/incidents?status=open&orderId=" + order.id()))
                .isEmpty();
    }
}
