package org.baton.bench;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.baton.app.cli.demo.BatonClient;
import org.baton.app.runtime.StartFailure;

/** One run: its own stores, products and orders, which nothing else on this Baton touches. */
record StoresRun(
        BatonClient client,
        String id,
        int orders,
        double rate,
        SplittableRandom random,
        Set<String> refused,
        AtomicInteger accepted) {

    private static final List<String> ZIPS = List.of(
            "60606", "60611", "60614", "46204", "53202", "48226", "43215", "63101", "55401", "64105", "10001", "19103",
            "02108", "20001", "30303", "33130", "75201", "77002", "80202", "85004", "90012", "94105", "97204", "98101");
    private static final int STORES = 48;
    private static final int PRODUCTS = 60;
    /** So much that rejections, which empty a shelf in the books, do not leave orders waiting. */
    private static final int UNITS = 500;

    private static final int MOST_TRIES = 8;

    StoresRun(BatonClient client, String id, int orders, double rate, SplittableRandom random) {
        this(client, id, orders, rate, random, ConcurrentHashMap.newKeySet(), new AtomicInteger());
    }

    String channel() {
        return "bench-stores-" + id;
    }

    boolean isMine(String number) {
        return number.startsWith("S-" + id + "-");
    }

    private String store(int n) {
        return "bench-" + id + "-" + n;
    }

    private String sku(int n) {
        return "BENCH-" + id.toUpperCase(Locale.ROOT) + "-" + n;
    }

    void stock() {
        var nodes = new ArrayList<Map<String, Object>>();
        var products = new ArrayList<Map<String, Object>>();
        for (int n = 0; n < STORES; n++) {
            nodes.add(Map.of(
                    "id",
                    store(n),
                    "name",
                    "Bench store " + n,
                    "type",
                    "store",
                    "postalCode",
                    ZIPS.get(n % ZIPS.size())));
        }
        for (int n = 0; n < PRODUCTS; n++) {
            products.add(Map.of("sku", sku(n), "name", "Bench thing " + n, "weightGrams", 400));
        }
        take("/imports/nodes", nodes);
        take("/imports/products", products);
        for (int n = 0; n < STORES; n++) {
            var counts = new ArrayList<Map<String, Object>>();
            for (int p = 0; p < PRODUCTS; p++) {
                counts.add(Map.of("node", store(n), "sku", sku(p), "onHand", UNITS, "aisle", "A", "bin", "A" + p));
            }
            take("/imports/stock", counts);
        }
        System.out.printf("%d stores with %d units of %d products each%n", STORES, UNITS, PRODUCTS);
    }

    private void take(String path, List<Map<String, Object>> rows) {
        var answer = client.postLines(path, rows);
        if (!answer.isOk()) {
            throw new StartFailure(path + ": " + answer.problem());
        }
    }

    void place() {
        var bodies = new ArrayList<Map<String, Object>>();
        for (int n = 1; n <= orders; n++) {
            bodies.add(order(n));
        }
        var every = (long) (TimeUnit.SECONDS.toNanos(1) / rate);
        try (var clock = Executors.newScheduledThreadPool(1);
                var calls = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < orders; n++) {
                var body = bodies.get(n);
                var ignored = clock.schedule(() -> calls.execute(() -> send(body)), n * every, TimeUnit.NANOSECONDS);
            }
            clock.shutdown();
            awaitTermination(clock);
        }
        System.out.printf("%d accepted, %d refused%n", accepted.get(), refused.size());
    }

    private static void awaitTermination(ExecutorService clock) {
        try {
            var ignored = clock.awaitTermination(1, TimeUnit.DAYS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The same number is the same order, so that sending it again is safe. */
    private void send(Map<String, Object> body) {
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            try {
                var answer = client.post("/orders", body);
                if (answer.isOk()) {
                    accepted.incrementAndGet();
                    return;
                }
                if (!answer.isTransient()) {
                    break;
                }
            } catch (UncheckedIOException e) {
                // Baton is away for a moment.
            }
        }
        refused.add(String.valueOf(body.get("channelOrderNumber")));
    }

    private Map<String, Object> order(int n) {
        var lines = new ArrayList<Map<String, Object>>();
        var first = random.nextInt(PRODUCTS);
        for (int line = 0; line <= random.nextInt(3); line++) {
            lines.add(Map.of(
                    "sku",
                    sku((first + line) % PRODUCTS),
                    "quantity",
                    1 + random.nextInt(2),
                    "unitPrice",
                    Map.of("amount", "20.00", "currency", "USD")));
        }
        var store = random.nextInt(STORES);
        Map<String, Object> delivery = n % 2 == 0
                ? Map.of("option", "pickup", "node", store(store))
                : Map.of(
                        "option",
                        "ship",
                        "address",
                        Map.of(
                                "line1", n + " Elm St",
                                "city", "Chicago",
                                "region", "IL",
                                "postalCode", ZIPS.get(store % ZIPS.size()),
                                "country", "US"));
        return Map.of(
                "channel",
                channel(),
                "channelOrderNumber",
                "S-%s-%05d".formatted(id, n),
                "customer",
                Map.of("name", "Ada Poe", "email", "ada@example.com"),
                "delivery",
                delivery,
                "lines",
                lines,
                "payment",
                Map.of("method", "card", "token", "tok_ok"));
    }

    /** @return whether every accepted order has ended; gives up when nothing has changed for the user's patience */
    boolean awaitEnd(long patienceNanos) {
        var seen = "";
        var changed = System.nanoTime();
        while (System.nanoTime() - changed < patienceNanos) {
            var ended = 0;
            var parts = new StringBuilder();
            for (var status : List.of("FULFILLED", "CANCELLED", "PARTIALLY_FULFILLED", "IN_FULFILMENT")) {
                var count = client.all("/orders?limit=200&channel=" + channel() + "&status=" + status)
                        .size();
                ended += status.equals("FULFILLED") || status.equals("CANCELLED") ? count : 0;
                parts.append(' ').append(status).append(' ').append(count);
            }
            if (!parts.toString().equals(seen)) {
                seen = parts.toString();
                changed = System.nanoTime();
                System.out.println(seen.strip());
            }
            if (ended >= accepted.get()) {
                return true;
            }
            awaitALittle();
        }
        return false;
    }

    private static void awaitALittle() {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(5));
    }
}
