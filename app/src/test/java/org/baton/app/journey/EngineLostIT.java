package org.baton.app.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.baton.app.testing.RealPlatform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * The engine is lost with its disk while orders stand wherever an order can stand. They are resumed, interrupted by a
 * kill; then people and vendors go on, every order ends, and nothing was done twice.
 */
class EngineLostIT {

    private static final Duration PATIENCE = Duration.ofSeconds(180);

    /** A part so small that it does not hold them all. */
    private static final int SOME = 4;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private final Map<String, Placed> orders = new HashMap<>();
    private Shop shop;
    private String store;
    private String inStore;
    private String inWarehouse;
    private String nowhere;

    @Test
    void shouldEndEveryOrderOnceWhenTheEngineWasLostWithItsDisk() {
        try (var baton = new BatonProcess(
                directory.resolve("data"),
                "baton.engine.job-timeout=15s",
                "baton.engine.retry-pause=15s",
                "baton.sandbox.ships-after=20s",
                "baton.sandbox.delivers-after=20s")) {
            baton.start();
            stockShelves(baton);
            begin();
            var database = baton.databaseClient();
            var entered = count(database, "select count(*) from fulfilment");

            baton.loseEngine();
            baton.start();

            // Nobody resumed yet, but the store goes on.
            order("accepted while lost").does("accept");
            dueSoon(database);
            assertThat(found("processes")).isGreaterThan(SOME);
            assertThat(resumed(SOME)).hasSize(SOME);
            baton.kill();
            baton.start();
            assertThat(resumedAll()).isPositive();
            everyOpenOrderIsConducted(database);
            assertThat(resumedAll()).as("a second time").isZero();
            assertThat(found("processes")).isZero();
            assertThat(found("timers")).isZero();

            goOn();
            try (var engine = RealPlatform.client(baton.engineAddress())) {
                everythingHasEnded(database, engine);
            }
            assertThat(count(database, "select count(*) from fulfilment"))
                    .as("of the held and the backordered orders alone")
                    .isEqualTo(entered + 4);
            nothingWasDoneTwice(database);
        }
    }

    private void stockShelves(BatonProcess baton) {
        shop = new Shop(baton.client());
        store = shop.store(Shop.CHICAGO);
        inStore = shop.product();
        inWarehouse = shop.product();
        nowhere = shop.product();
        shop.counts(store, inStore, 500);
        shop.counts(shop.warehouse(Shop.INDIANAPOLIS), inWarehouse, 500);
    }

    private Placed order(String name) {
        var order = orders.get(name);
        if (order == null) {
            throw new IllegalArgumentException("no order " + name);
        }
        return order;
    }

    private Placed place(String name, OrderBuilder order) {
        var placed = shop.place(order);
        orders.put(name, placed);
        return placed;
    }

    private Placed collected(String name) {
        return place(name, shop.order().with(inStore, 2).collectedAt(store));
    }

    private Placed shippedFromStore(String name) {
        return place(name, shop.order().with(inStore, 1).to("SANDBOX CARRIER LATE"));
    }

    private Placed today(String name) {
        return place(name, shop.order().with(inStore, 1).today().to("1 Elm St, SANDBOX COURIER FAILS ONCE"));
    }

    private static void does(Placed order, String... kinds) {
        for (var kind : kinds) {
            order.does(kind);
        }
    }

    /** Brings an order to every place where one can wait. */
    private void begin() {
        does(today("brought back"), "accept", "pick", "pack", "courier");
        order("brought back").task("take-back");

        place("suspicious", shop.order().with(inWarehouse, 1).at("6000.00")).isHeldFor("HIGH_RISK_OF_FRAUD");
        place("declined", shop.order().with(inWarehouse, 1).paidBy("tok_declined_once"))
                .isHeldFor("AWAITING_PAYMENT");
        does(collected("held"), "accept");
        order("held").hold();
        order("held").isHeldFor("MANUAL");
        place("backordered", shop.order().with(nowhere, 1)).becomes("BACKORDERED");
        place(
                        "for later",
                        shop.order()
                                .with(inWarehouse, 1)
                                .on(LocalDate.now(ZoneOffset.UTC).plusDays(30)))
                .becomes("SCHEDULED");

        does(collected("done"), "accept", "pick", "pack");
        order("done").handOver();
        order("done").becomes("FULFILLED");
        collected("allocated").task("accept");
        collected("accepted while lost").task("accept");
        does(collected("accepted"), "accept");
        order("accepted").task("pick");
        does(collected("picked"), "accept", "pick");
        order("picked").task("pack");
        does(collected("staged"), "accept", "pick", "pack");
        order("staged").task("hand-over");
        does(shippedFromStore("labelled"), "accept", "pick", "pack");
        order("labelled").task("ship");
        does(shippedFromStore("on the road"), "accept", "pick", "pack", "ship");

        var released = place("released", shop.order().with(inWarehouse, 3));
        released.eventually("warehouse", () -> released.sandbox("warehouse"), List.of("release"));
        var cancelled = place(
                "cancelled",
                shop.order().with(inWarehouse, 1).paidBy("tok_void_outage").to("SANDBOX WAREHOUSE NEVER SHIPS"));
        cancelled.eventually("warehouse", () -> cancelled.sandbox("warehouse"), List.of("release"));
        does(today("with the driver"), "accept", "pick", "pack", "courier");
        cancelled.cancel();
        cancelled.eventually("payments", cancelled::payments, List.of("authorise", "void UNAVAILABLE"));
        order("done").eventually("payments", () -> order("done").payments(), List.of("authorise", "capture"));
    }

    /** The feedback that the first customer is asked for waits for tomorrow; its time shall come earlier. */
    private void dueSoon(JdbcClient database) {
        await().atMost(PATIENCE)
                .until(() -> database.sql("""
                                update notification set due_at = now() + interval '5 seconds'
                                where order_id = ? and status = 'SCHEDULED' and sent_by = 'cadence'""").param(order("done").id()).update() > 0);
        assertThat(found("timers")).isPositive();
    }

    private long found(String check) {
        var answer = shop.client.post("/checks/" + check, Map.of("graceSeconds", 0));
        assertThat(answer.isOk()).as(answer.problem()).isTrue();
        return answer.body().path("found").asLong(-1);
    }

    private List<String> resumed(int limit) {
        return texts(part(Map.of("graceSeconds", 0, "limit", limit)));
    }

    private static List<String> texts(JsonNode part) {
        return part.path("resumed").valueStream().map(id -> id.asString("")).toList();
    }

    private JsonNode part(Map<String, Object> request) {
        var answer = shop.client.post("/resumptions", request);
        assertThat(answer.isOk()).as(answer.problem()).isTrue();
        return answer.body();
    }

    private long resumedAll() {
        var resumed = new ArrayList<String>();
        var part = part(Map.of("graceSeconds", 0, "limit", SOME));
        resumed.addAll(texts(part));
        while (!part.path("nextCursor").asString("").isEmpty()) {
            part = part(Map.of(
                    "graceSeconds",
                    0,
                    "limit",
                    SOME,
                    "cursor",
                    part.path("nextCursor").asString("")));
            resumed.addAll(texts(part));
        }
        return resumed.size() + part.path("cadences").asLong(0);
    }

    private static void everyOpenOrderIsConducted(JdbcClient database) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(database.sql("""
                        select id from orders where process_instance_key is null
                        and (status not in ('FULFILLED', 'CANCELLED') or exists (
                            select from fulfilment f where f.order_id = orders.id and f.status = 'SHIPPED'))
                        union all select message_id from engine_command""").query(String.class).list()).isEmpty());
    }

    private void goOn() {
        order("suspicious").release();
        order("declined").release();
        order("held").release();
        shop.counts(store, nowhere, 10);
        order("for later").cancel();
        does(order("allocated"), "accept");
        for (var name : List.of("held", "backordered")) {
            does(order(name), "accept");
        }
        for (var name : List.of("allocated", "accepted while lost", "accepted", "held", "backordered")) {
            does(order(name), "pick");
        }
        for (var name : List.of("allocated", "accepted while lost", "accepted", "held", "backordered", "picked")) {
            does(order(name), "pack");
        }
        for (var name : List.of("allocated", "accepted while lost", "accepted", "held", "picked", "staged")) {
            order(name).handOver();
        }
        does(order("backordered"), "ship");
        does(order("labelled"), "ship");
        for (var name : List.of("brought back", "with the driver")) {
            does(order(name), "take-back", "courier");
        }
    }

    private void everythingHasEnded(JdbcClient database, CamundaClient engine) {
        orders.forEach((name, order) -> await(name)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(order.status())
                        .as(() -> order.events().toString())
                        .isEqualTo(List.of("cancelled", "for later").contains(name) ? "CANCELLED" : "FULFILLED")));
        var instances = new Instances(engine);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(database.sql("""
                        select process_instance_key from orders where process_instance_key is not null""").query(Long.class).list())
                                .hasSizeGreaterThan(SOME)
                                .allMatch(instances::hasEnded));
        var done = order("done");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(database.sql("""
                        select status from notification where order_id = ? and sent_by = 'cadence'""")
                                .param(done.id())
                                .query(String.class)
                                .list())
                        .isNotEmpty()
                        .doesNotContain("SCHEDULED", "PENDING"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(new Ledgers(database).fulfilmentsNotCapturedOnce())
                        .isEmpty());
        assertThat(order("cancelled").payments()).endsWith("void");
    }

    private void nothingWasDoneTwice(JdbcClient database) {
        var books = new Ledgers(database);
        assertThat(books.stockOutOfBalance()).isEmpty();
        assertThat(books.stillReserved()).isEmpty();
        assertThat(books.messagesSentTwice()).isEmpty();
        assertThat(books.openTasks()).isEmpty();
        assertThat(books.openIncidents()).isEmpty();
        assertThat(database.sql("""
                select operation, key, count(*) from sandbox_call
                where outcome in ('DONE', 'ANSWER_LOST')
                  and operation in ('authorise', 'capture', 'void', 'release', 'buy-label', 'dispatch')
                group by operation, key having count(*) > 1""").query().listOfRows()).isEmpty();
        assertThat(database.sql("""
                select order_id, message, channel from notification where status = 'SENT'
                group by order_id, fulfilment_id, message, channel having count(*) > 1""").query().listOfRows()).isEmpty();
        // The last news may still be on its way to the customer.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(shop.client.all("/checks"))
                        .isNotEmpty()
                        .allSatisfy(check -> {
                            var name = check.path("name").asString("");
                            var result = shop.client.post("/checks/" + name, Map.of("graceSeconds", 0));
                            assertThat(result.body().path("found").asInt(-1))
                                    .as(() -> result.body().toString())
                                    .isZero();
                        }));
    }

    private static long count(JdbcClient database, String sql) {
        return database.sql(sql).query(Long.class).single();
    }
}
