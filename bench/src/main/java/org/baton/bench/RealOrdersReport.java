package org.baton.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.baton.app.cli.demo.BatonClient;
import org.baton.domain.order.OrderStatus;
import tools.jackson.databind.JsonNode;

/** Waits until every imported order rests, and says where and why. */
final class RealOrdersReport {

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final long LOOK_EVERY_S = 10;
    private static final String CHANNEL = "uci";

    /** Where an order may rest for a reason that can be read. Everything else is on its way, or stuck. */
    private static final Set<OrderStatus> REST =
            EnumSet.of(OrderStatus.FULFILLED, OrderStatus.CANCELLED, OrderStatus.BACKORDERED, OrderStatus.ON_HOLD);

    private final BatonClient client;

    RealOrdersReport(BatonClient client) {
        this.client = client;
    }

    /** @return 0 if every order rests */
    int awaitAndPrint(PrintStream out) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var moving = moving();
        while (!moving.isEmpty() && System.nanoTime() < deadline) {
            out.println("  on their way: " + moving.size());
            pause();
            moving = moving();
        }
        var counts = new TreeMap<String, Long>();
        for (var status : OrderStatus.values()) {
            var orders = orders(status);
            if (!orders.isEmpty()) {
                counts.put(status.name(), (long) orders.size());
            }
            if (status == OrderStatus.ON_HOLD || status == OrderStatus.CANCELLED) {
                reasons(orders).forEach((reason, n) -> counts.put(status + " " + reason, n));
            }
        }
        counts.forEach((what, n) -> out.printf("%8d  %s%n", n, what));
        moving.stream()
                .limit(20)
                .forEach(order ->
                        out.println("still on its way: " + order.path("id").asString("")));
        return moving.isEmpty() ? 0 : 1;
    }

    private List<JsonNode> moving() {
        return EnumSet.complementOf(EnumSet.copyOf(REST)).stream()
                .flatMap(status -> orders(status).stream())
                .filter(order -> !waitsWithTheRest(order))
                .toList();
    }

    /** What is fulfilled in part may rest too: when all that is left of it waits for supply. */
    private boolean waitsWithTheRest(JsonNode order) {
        if (!order.path("status").asString("").equals(OrderStatus.PARTIALLY_FULFILLED.name())) {
            return false;
        }
        var whole = client.get("/orders/" + order.path("id").asString("")).body();
        return whole.path("lines")
                .valueStream()
                .map(line -> line.path("status").asString(""))
                .noneMatch(status -> status.equals("CREATED") || status.equals("IN_FULFILMENT"));
    }

    private List<JsonNode> orders(OrderStatus status) {
        return client.all("/orders?channel=" + CHANNEL + "&limit=200&status=" + status);
    }

    private static Map<String, Long> reasons(List<JsonNode> orders) {
        return orders.stream().collect(Collectors.groupingBy(RealOrdersReport::reason, Collectors.counting()));
    }

    private static String reason(JsonNode order) {
        return order.path("holdReason").asString(order.path("cancelReason").asString("no reason"));
    }

    private static void pause() {
        try {
            var ignored = new CountDownLatch(1).await(LOOK_EVERY_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
