package org.baton.app.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.baton.app.cli.demo.BatonClient;
import org.baton.app.cli.demo.SimulatedAssociates;
import org.baton.app.testing.RealPlatform;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Baton and its engine are killed, alone and together, while 200 orders are in flight: every accepted order ends as it
 * should, and nothing is reserved, charged or told twice. {@code -Dkill.seed=N} chooses other moments.
 */
class KillIT {

    private static final int ORDERS = 200;
    private static final long SEED = Long.getLong("kill.seed", 2026);

    /** What the history of a fulfilled order has at the least. */
    private static final int EVENTS_PER_ORDER = 7;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Map<String, String> nodes = new HashMap<>();
    private BatonProcess baton;
    private Shop shop;

    @BeforeEach
    void name() {
        baton = new BatonProcess(
                directory.resolve("data"),
                "baton.engine.job-timeout=15s",
                "baton.sandbox.ships-after=500ms",
                "baton.sandbox.delivers-after=500ms");
    }

    @Test
    void shouldFulfilEveryOrderOnceWhenBatonAndItsEngineAreKilled() throws Exception {
        try (var process = baton) {
            process.start();
            stockShelves();
            var habits = new SimulatedAssociates.Habits(0, 0, Duration.ofMillis(250), 8);
            try (var associates = new SimulatedAssociates(shop.client, number -> true, habits);
                    var customers = Executors.newFixedThreadPool(8)) {
                associates.start();
                placeAll(customers);
                killAll();
                customers.shutdown();
                assertThat(customers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
                try (var engine = RealPlatform.client(baton.engineAddress())) {
                    aftermath().allRest(ORDERS, engine);
                }
            }
            assertThat(accepted).hasSize(ORDERS);
            aftermath().nothingIsLostOrDoneTwice(accepted);
            assertThat(baton.stop()).as("exit code").isIn(0, 143);
            assertThat(baton.leftovers()).isEmpty();
        }
    }

    private Aftermath aftermath() {
        return new Aftermath(shop, baton.databaseClient());
    }

    private void stockShelves() {
        shop = new Shop(baton.client());
        for (var node : Map.of("east", Shop.INDIANAPOLIS, "west", "89101").entrySet()) {
            nodes.put(node.getKey(), shop.warehouse(node.getValue()));
        }
        nodes.put("near", shop.store(Shop.CHICAGO));
        nodes.put("far", shop.store("60611"));
        for (var name : new String[] {"shipped", "also-shipped", "from-store"}) {
            nodes.put(name, shop.product());
        }
        for (var sku : new String[] {"shipped", "also-shipped"}) {
            for (var node : new String[] {"east", "west"}) {
                shop.counts(nodes.get(node), nodes.get(sku), 5_000);
            }
        }
        for (var node : new String[] {"near", "far"}) {
            shop.counts(nodes.get(node), nodes.get("from-store"), 5_000);
        }
    }

    /** Customers who try again until they have an answer, as a web shop does for them. */
    private void placeAll(ExecutorService customers) {
        for (int n = 0; n < ORDERS; n++) {
            var order = order(n).body();
            customers.execute(() -> await().atMost(Duration.ofMinutes(10))
                    .pollInterval(Duration.ofMillis(250))
                    .ignoreExceptions()
                    .until(() -> place(order)));
        }
    }

    private boolean place(Map<String, Object> order) {
        BatonClient.Answer answer = shop.client.post("/orders", order);
        assertThat(answer.isOk()).as(answer.problem()).isTrue();
        return accepted.add(answer.body().path("id").asString(""));
    }

    /** Of ten orders three are collected, one is shipped from a store, six are shipped from a warehouse. */
    private OrderBuilder order(int n) {
        var order = shop.order();
        return switch (n % 10) {
            case 0, 3, 7 ->
                order.with(nodes.get("from-store"), 1 + random.nextInt(3)).collectedAt(nodes.get("near"));
            case 5 -> order.with(nodes.get("from-store"), 1);
            case 1 -> shipped(order).paidBy("tok_lost_answer");
            case 2 -> shipped(order).paidBy("tok_capture_lost_answer");
            case 4 -> shipped(order).to("SANDBOX WAREHOUSE REJECTS ONCE");
            default -> shipped(order);
        };
    }

    private OrderBuilder shipped(OrderBuilder order) {
        return order.with(nodes.get("shipped"), 1 + random.nextInt(3)).with(nodes.get("also-shipped"), 1);
    }

    private void killAll() {
        var events = ORDERS * EVENTS_PER_ORDER;
        happened(events * random.nextInt(8, 20) / 100);
        baton.kill();
        baton.start();

        happened(events * random.nextInt(35, 45) / 100);
        baton.killEngine();
        baton.awaitEngineAgain();

        happened(events * random.nextInt(55, 65) / 100);
        baton.kill();
        baton.killEngine();
        baton.start();
    }

    /** The moments are counted in things that happened, not in time: so a slow machine is hit as a quick one is. */
    private void happened(int events) {
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> baton.databaseClient()
                                .sql("select count(*) from order_event")
                                .query(Integer.class)
                                .single()
                        >= events);
    }
}
