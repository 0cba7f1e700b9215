package org.baton.app.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.baton.processes.ShippedProcesses;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The roads of an order through a store, and what customers change on the way. */
@ExtendWith(RunningBaton.class)
class StoreJourneyIT {

    private static final String PICKUP = "fulfil-pickup.bpmn";
    private static final Map<String, Object> ELSEWHERE =
            Map.of("line1", "9 Elm St", "city", "Chicago", "region", "IL", "postalCode", "60611", "country", "US");

    private RunningBaton baton;
    private Shop shop;
    private Instances instances;
    private String sku;

    @BeforeEach
    void open(RunningBaton running) {
        baton = running;
        shop = new Shop(running.client());
        instances = new Instances(running.engine());
        sku = shop.product();
    }

    private String storeWith(int units) {
        var store = shop.store(Shop.CHICAGO);
        shop.counts(store, sku, units);
        return store;
    }

    private int onHand(String store) {
        return shop.stock(store, sku).path("onHand").asInt(-1);
    }

    private void isOver(Placed order) {
        var instance = Long.parseLong(order.now().path("processInstanceKey").asString("0"));
        await().atMost(Duration.ofSeconds(90)).until(() -> instances.hasEnded(instance));
        assertThat(shop.client.all("/incidents?status=open&orderId=" + order.id()))
                .isEmpty();
    }

    private static void packs(Placed order) {
        order.does("accept");
        order.does("pick");
        order.does("pack");
    }

    /** The store is open all week: the table for deliveries today asks for a store that is open. */
    @Test
    void shouldBeBroughtByCourierAndChargedWhenDelivered() {
        var store = storeWith(9);
        var order = shop.place(shop.order().with(sku, 2).today());
        packs(order);
        order.does("courier");

        order.becomes("FULFILLED");
        order.eventually("parts", order::fulfilmentStatuses, List.of("DELIVERED"));
        order.eventually("payments", order::payments, List.of("authorise", "capture"));
        assertThat(order.events())
                .containsSubsequence("courier-booked", "fulfilment-out-for-delivery", "fulfilment-delivered");
        assertThat(order.fulfilments(f -> f.path("method"))).containsExactly("LOCAL_DELIVERY");
        assertThat(onHand(store)).isEqualTo(7);
        isOver(order);
    }

    @Test
    void shouldSendASecondCourierWhenTheFirstFails() {
        storeWith(9);
        var order = shop.place(shop.order().with(sku, 1).today().to("1 Elm St, SANDBOX COURIER FAILS ONCE"));
        packs(order);
        order.does("courier");
        order.does("take-back");
        order.does("courier");

        order.becomes("FULFILLED");
        order.eventually("payments", order::payments, List.of("authorise", "capture"));
        assertThat(order.events().stream().filter("courier-failed"::equals)).hasSize(1);
        isOver(order);
    }

    @Test
    void shouldBringItBackUnchargedWhenNoCourierFindsAnybody() {
        var store = storeWith(9);
        var order = shop.place(shop.order().with(sku, 1).today().to("1 Elm St, SANDBOX COURIER FAILS"));
        packs(order);
        order.does("courier");
        order.does("take-back");
        order.does("courier");
        order.does("take-back");

        order.becomes("CANCELLED");
        isOver(order);
        assertThat(order.payments()).containsExactly("authorise", "void");
        assertThat(onHand(store)).isEqualTo(9);
    }

    @Test
    void shouldBeSentToTheChosenStoreWhenAnotherHasIt() {
        var chosen = shop.store(Shop.CHICAGO);
        var giver = shop.store(Shop.INDIANAPOLIS);
        shop.counts(giver, sku, 9);
        var order = shop.place(shop.order().with(sku, 1).collectedAt(chosen));
        assertThat(order.task("accept").path("node").asString("")).isEqualTo(giver);
        packs(order);
        order.does("ship");
        assertThat(order.task("receive").path("node").asString("")).isEqualTo(chosen);
        order.does("receive", Map.of("place", "Shelf B2"));
        order.handOver();

        order.becomes("FULFILLED");
        order.eventually("payments", order::payments, List.of("authorise", "capture"));
        assertThat(order.fulfilments(f -> f.path("method"))).containsExactly("SHIP_TO_STORE");
        assertThat(onHand(giver)).isEqualTo(8);
        isOver(order);
    }

    @Test
    void shouldBeSentToTheChosenStoreByAWarehouse() {
        var chosen = shop.store(Shop.CHICAGO);
        var warehouse = shop.warehouse(Shop.INDIANAPOLIS);
        shop.counts(warehouse, sku, 9);
        var order = shop.place(shop.order().with(sku, 1).collectedAt(chosen));
        order.does("receive");
        order.handOver();

        order.becomes("FULFILLED");
        order.eventually("payments", order::payments, List.of("authorise", "capture"));
        isOver(order);
    }

    @Test
    void shouldReturnToStockAndChargeNothingWhenTheCustomerNeverComes() {
        var store = storeWith(9);
        var shipped = shipped();
        deploy(shipped.replace(
                "=duration(fulfilment.pickupWindow)</bpmn:timeDuration>", "=duration(\"PT2S\")</bpmn:timeDuration>"));
        try {
            var order = shop.place(shop.order().with(sku, 2).collectedAt(store));
            packs(order);

            order.becomes("CANCELLED");
            isOver(order);
            assertThat(order.fulfilmentStatuses()).containsExactly("RETURNED_TO_STOCK");
            assertThat(order.payments()).containsExactly("authorise", "void");
            assertThat(onHand(store)).isEqualTo(9);
            assertThat(order.openTasks()).isEmpty();
        } finally {
            deploy(shipped);
        }
    }

    private static String shipped() {
        return ShippedProcesses.diagrams().stream()
                .filter(resource -> resource.fileName().equals(PICKUP))
                .map(resource -> new String(resource.bytes(), UTF_8))
                .findFirst()
                .orElseThrow();
    }

    private void deploy(String diagram) {
        var deployed = baton.engine()
                .newDeployResourceCommand()
                .addResourceBytes(diagram.getBytes(UTF_8), PICKUP)
                .send()
                .join();
        assertThat(deployed.getProcesses()).hasSize(1);
    }

    @Test
    void shouldTellTheStoreWhoWaitsOutside() {
        var store = storeWith(9);
        var order = shop.place(shop.order().with(sku, 1).collectedAt(store));
        packs(order);
        order.task("hand-over");
        var link = shop.client
                .get("/orders/" + order.id() + "/links")
                .body()
                .at("/arrivals/0/link")
                .asString("");
        var said = shop.client.post(link.replace("/api/v1", ""), Map.of("spot", "4", "car", "red Fiat"));
        assertThat(said.isOk()).as(said.problem()).isTrue();

        assertThat(shop.client.all("/arrivals?node=" + store))
                .singleElement()
                .satisfies(
                        waiting -> assertThat(waiting.path("car").asString("")).isEqualTo("red Fiat"));
        order.handOver();
        order.becomes("FULFILLED");
        assertThat(shop.client.all("/arrivals?node=" + store)).isEmpty();
    }

    @Test
    void shouldGoElsewhereWhenTheAddressChangesBeforeItIsPickedAndNotAfter() {
        var store = storeWith(9);
        var order = shop.place(shop.order().with(sku, 1));
        order.does("accept");
        var pick = order.task("pick").path("id").asString("");

        var changed = order.change(Map.of("delivery", Map.of("address", ELSEWHERE)));

        assertThat(changed.isOk()).as(changed.problem()).isTrue();
        order.eventually("parts", order::fulfilmentStatuses, List.of("CANCELLED", "ALLOCATED"));
        assertThat(shop.client.post("/tasks/" + pick + "/complete", Map.of()).status())
                .isEqualTo(409);
        order.does("accept");
        order.does("pick");
        var late = order.change(Map.of("delivery", Map.of("address", ELSEWHERE, "option", "same-day")));
        assertThat(late.status()).as("it is being packed").isEqualTo(409);
        order.does("pack");
        order.does("ship");
        order.becomes("FULFILLED");
        order.eventually("payments", order::payments, List.of("authorise", "capture"));
        assertThat(onHand(store)).isEqualTo(8);
        isOver(order);
    }

    @Test
    void shouldChargeOnlyWhatIsLeftWhenALineIsReduced() {
        var store = storeWith(9);
        var order = shop.place(shop.order().with(sku, 3).collectedAt(store));
        order.does("accept");
        var fewer = order.changeLine(1, 1);
        assertThat(fewer.isOk()).as(fewer.problem()).isTrue();
        order.does("pick");
        order.does("pack");
        order.handOver();

        order.becomes("FULFILLED");
        order.eventually("payments", order::payments, List.of("authorise", "capture", "void"));
        assertThat(onHand(store)).isEqualTo(8);
        isOver(order);
    }

    @Test
    void shouldDoNothingWhileHeldAndGoOnWhenReleased() {
        var store = storeWith(9);
        var order = shop.place(shop.order().with(sku, 1).collectedAt(store));
        order.does("accept");

        order.hold();
        order.isHeldFor("MANUAL");
        assertThat(order.openTasks()).isEmpty();
        order.release();
        packs(order);
        order.handOver();

        order.becomes("FULFILLED");
        isOver(order);
    }

    @Test
    void shouldEndWhenAHeldOrderIsCancelled() {
        var store = storeWith(9);
        var order = shop.place(shop.order().with(sku, 1).collectedAt(store));
        order.task("accept");
        order.hold();

        order.cancel();

        order.becomes("CANCELLED");
        isOver(order);
        assertThat(shop.stock(store, sku).path("reserved").asInt(-1)).isZero();
    }

    @Test
    void shouldBeSourcedWhenItsTimeHasCome() {
        var store = storeWith(9);
        var today = LocalDate.now(ZoneOffset.UTC);
        var order = shop.place(shop.order().with(sku, 1).collectedAt(store).on(today.plusDays(14)));
        order.becomes("SCHEDULED");
        assertThat(order.payments()).isEmpty();

        // The customer cannot wait any longer.
        var sooner = order.change(Map.of("delivery", Map.of("requestedOn", today.toString())));
        assertThat(sooner.isOk()).as(sooner.problem()).isTrue();
        packs(order);
        order.handOver();

        order.becomes("FULFILLED");
        isOver(order);
    }

    @Test
    void shouldHandOverInPartsAndChargeOnce() {
        var store = storeWith(9);
        var order = shop.place(shop.order().with(sku, 3).collectedAt(store));
        packs(order);
        order.does("hand-over", Map.of("idChecked", true, "taken", List.of(Map.of("sku", sku, "quantity", 1))));
        assertThat(order.status()).isEqualTo("PARTIALLY_FULFILLED");
        order.does(
                "hand-over",
                Map.of("idChecked", true, "taken", List.of(), "refused", List.of(Map.of("sku", sku, "quantity", 1))));
        assertThat(order.status()).isEqualTo("PARTIALLY_FULFILLED");
        order.does("hand-over", Map.of("idChecked", true));

        order.becomes("FULFILLED");
        order.eventually("payments", order::payments, List.of("authorise", "capture", "void"));
        assertThat(onHand(store)).isEqualTo(7);
        isOver(order);
    }
}
