package org.baton.app.journey;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.baton.app.cli.demo.SimulatedAssociates;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One Baton with its network of nodes, its people and its data directory, in which several rounds are played. */
final class ChaosWorld {

    private static final Duration LIVES = Duration.ofMinutes(5);
    private static final Duration STILL = Duration.ofSeconds(20);
    private static final int PLENTY = 5_000;

    final BatonProcess baton;
    final ChaosClock clock;
    private final Map<String, String> nodes = new HashMap<>();
    private Shop shop;
    private SimulatedAssociates associates;
    private SmallDisk disk;

    ChaosWorld(Path directory, int brokers) {
        this.clock = new ChaosClock(directory);
        this.baton = new BatonProcess(
                directory.resolve("data"),
                Map.of("ZEEBE_CLOCK_CONTROLLED", "true"),
                brokers == 1 ? List.of() : List.of("--brokers", String.valueOf(brokers)),
                List.of(
                        "baton.engine.job-timeout=15s",
                        "baton.sandbox.ships-after=500ms",
                        "baton.sandbox.delivers-after=500ms",
                        clock.setting()),
                List.of(clock.classes()));
    }

    /** @param log says so when this machine gives the database no disk of its own */
    void open(ChaosLog log, boolean smallDisk) {
        baton.start();
        if (smallDisk) {
            try {
                disk = SmallDisk.at(baton.data().resolveSibling("small"));
                disk.hold(database());
            } catch (IOException e) {
                log.say("No disk that can be made full: %s. Those rounds kill PostgreSQL instead.", e.getMessage());
            }
        }
        shop = new Shop(baton.client());
        nodes.put("east", shop.warehouse(Shop.INDIANAPOLIS));
        nodes.put("west", shop.warehouse("89101"));
        nodes.put("near", shop.store(Shop.CHICAGO));
        nodes.put("far", shop.store("60611"));
        for (var name : new String[] {"shipped", "also-shipped", "from-store"}) {
            nodes.put(name, shop.product());
        }
        var habits = new SimulatedAssociates.Habits(0.03, 0.02, Duration.ofMillis(250), 8);
        associates = new SimulatedAssociates(shop.client, number -> true, habits);
        associates.start();
    }

    Shop shop() {
        return shop;
    }

    Optional<SmallDisk> disk() {
        return Optional.ofNullable(disk);
    }

    JdbcClient database() {
        return baton.databaseClient();
    }

    /** Counts the shelves anew, so that what the associates did not find is there again. */
    void restock() {
        for (var sku : new String[] {"shipped", "also-shipped"}) {
            for (var node : new String[] {"east", "west"}) {
                shop.counts(nodes.get(node), nodes.get(sku), PLENTY);
            }
        }
        for (var node : new String[] {"near", "far"}) {
            shop.counts(nodes.get(node), nodes.get("from-store"), PLENTY);
        }
    }

    /** Of twenty orders six are collected, two brought the same day, two shipped from a store, ten from a warehouse. */
    List<ChaosCustomers.Wish> wishes(ChaosPlan.Round round, int orders) {
        var random = new SplittableRandom(round.seed());
        var wishes = new ArrayList<ChaosCustomers.Wish>();
        for (int n = 0; n < orders; n++) {
            var key = "R" + round.number() + "-" + Long.toHexString(round.seed()) + "-" + n;
            wishes.add(new ChaosCustomers.Wish(key, order(key, n, random).body(), random.nextInt(100) < 3));
        }
        return wishes;
    }

    private OrderBuilder order(String key, int n, SplittableRandom random) {
        var order = new OrderBuilder(key);
        var units = 1 + random.nextInt(3);
        return switch (n % 20) {
            case 0, 3, 7, 10, 13, 17 ->
                order.with(nodes.get("from-store"), units).collectedAt(nodes.get("near"));
            case 6, 16 -> order.with(nodes.get("from-store"), units).today();
            case 5, 15 -> order.with(nodes.get("from-store"), units);
            case 1 -> shipped(order, units).paidBy("tok_lost_answer");
            case 2 -> shipped(order, units).paidBy("tok_capture_lost_answer");
            case 4 -> shipped(order, units).to("SANDBOX WAREHOUSE REJECTS ONCE");
            case 8 -> shipped(order, units).to("SANDBOX WAREHOUSE LOST ANSWER");
            default -> shipped(order, units);
        };
    }

    private OrderBuilder shipped(OrderBuilder order, int units) {
        return order.with(nodes.get("shipped"), units).with(nodes.get("also-shipped"), 1);
    }

    /** Moments are counted in things that happened, not in time: so a slow machine is hit as a quick one is. */
    int events() {
        return database()
                .sql("select count(*) from order_event")
                .query(Integer.class)
                .single();
    }

    void awaitEvents(int events) {
        await().atMost(LIVES)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> events() >= events);
    }

    /** Waits until so much has happened, or nothing happens any more. */
    void awaitEventsOrStillness(int events) {
        var stillness = new Stillness(STILL);
        await().atMost(LIVES)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> {
                    int now = events();
                    return now >= events || stillness.isStillAt(now);
                });
    }

    /** Waits until everything runs and answers again. */
    void awaitAlive() {
        await().atMost(LIVES)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> baton.allLive()
                        && shop.client.get("/orders?limit=1").isOk()
                        && shop.client
                                .post("/checks/left-overs", Map.of("graceSeconds", 0))
                                .isOk());
    }

    /** @param keep whether the data is to be looked at */
    void close(boolean keep) {
        if (associates != null) {
            associates.close();
        }
        if (baton.allLive()) {
            baton.stop();
        }
        baton.close();
        try {
            if (disk != null) {
                disk.close(keep);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
