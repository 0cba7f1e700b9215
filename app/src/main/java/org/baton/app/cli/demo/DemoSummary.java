package org.baton.app.cli.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baton.app.runtime.StartFailure;

/**
 * What came of a run.
 *
 * @param atRest orders to which nothing happens any more, by number
 * @param stuck orders that should have gone on, by number
 * @param lost orders that were accepted and are not there any more
 * @param refused orders that were not accepted, and why
 * @param messages to customers, by text, channel and status
 */
record DemoSummary(
        Map<String, OrderState> atRest,
        Map<String, OrderState> stuck,
        Set<String> lost,
        Map<String, String> refused,
        Map<String, Long> messages,
        SimulatedAssociates.Done associates,
        long released,
        long cancelled,
        Duration elapsed) {

    private static final int MOST_NAMED = 10;
    private static final int CALLS_AT_ONCE = 8;

    static DemoSummary of(
            BatonClient client,
            Set<String> placed,
            Map<String, OrderState> atRest,
            Map<String, OrderState> stuck,
            Map<String, String> refused,
            SimulatedAssociates.Done associates,
            SimulatedService service,
            Duration elapsed) {
        var lost = placed.stream()
                .filter(number -> !atRest.containsKey(number) && !stuck.containsKey(number))
                .collect(Collectors.toSet());
        var all = Stream.of(atRest, stuck).flatMap(m -> m.values().stream()).toList();
        return new DemoSummary(
                atRest,
                stuck,
                lost,
                refused,
                messages(client, all),
                associates,
                service.released(),
                service.cancelled(),
                elapsed);
    }

    private static Map<String, Long> messages(BatonClient client, Collection<OrderState> orders) {
        var counts = new TreeMap<String, Long>();
        var answers = new ArrayList<Future<List<String>>>();
        var free = new Semaphore(CALLS_AT_ONCE);
        try (var calls = Executors.newVirtualThreadPerTaskExecutor()) {
            orders.forEach(order -> answers.add(calls.submit(() -> {
                free.acquire();
                try {
                    return messagesOf(client, order);
                } finally {
                    free.release();
                }
            })));
        }
        for (var answer : answers) {
            try {
                answer.get().forEach(message -> counts.merge(message, 1L, Long::sum));
            } catch (ExecutionException e) {
                throw new StartFailure("Baton did not tell which messages were sent: " + e.getCause(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return counts;
    }

    private static List<String> messagesOf(BatonClient client, OrderState order) {
        return client.all("/notifications?orderId=" + order.id()).stream()
                .map(m -> "%s by %s: %s"
                        .formatted(
                                m.path("message").asString(""),
                                m.path("channel").asString(""),
                                m.path("status").asString("")))
                .toList();
    }

    boolean isGood() {
        return stuck.isEmpty() && lost.isEmpty() && refused.isEmpty();
    }

    void print(PrintStream out) {
        out.println();
        table(
                out,
                "Orders by status",
                Stream.of(atRest, stuck).flatMap(m -> m.values().stream()),
                o -> o.status() + meaning(o.status()));
        var parts =
                atRest.values().stream().flatMap(o -> o.fulfilments().stream()).toList();
        table(out, "Fulfilments by method", parts.stream(), part -> part.method() + " " + part.status());
        printTimes(out);
        out.printf(
                "Nodes used%n  %d%n",
                parts.stream().map(OrderState.Part::node).distinct().count());
        out.println("Messages to customers");
        messages.forEach((message, count) -> out.printf("  %6d  %s%n", count, message));
        out.printf(
                "Simulated people%n  %6d  store tasks done, %d fulfilments rejected, %d picked short%n",
                associates.tasks(), associates.rejected(), associates.shortPicks());
        out.printf("  %6d  held orders released, %d cancelled for payment%n", released, cancelled);
        printWorries(out);
        out.printf(
                "%n%d orders in %d s: %d at rest, %d stuck, %d lost, %d refused%n",
                atRest.size() + stuck.size() + lost.size() + refused.size(),
                elapsed.toSeconds(),
                atRest.size(),
                stuck.size(),
                lost.size(),
                refused.size());
    }

    private void printTimes(PrintStream out) {
        out.println("Time to fulfil, from acceptance until the goods have left, in seconds");
        var times = new HashMap<String, List<Double>>();
        atRest.values().stream()
                .filter(o -> o.status().equals("FULFILLED") && o.took() != null)
                .forEach(o -> times.computeIfAbsent(o.option(), option -> new ArrayList<>())
                        .add(Objects.requireNonNull(o.took()).toMillis() / 1000.0));
        new TreeMap<>(times)
                .forEach((option, took) -> out.printf(
                        "  %-9s p50 %6.1f   p95 %6.1f   p99 %6.1f%n",
                        option, percentile(took, 50), percentile(took, 95), percentile(took, 99)));
    }

    private void printWorries(PrintStream out) {
        stuck.values().stream()
                .limit(MOST_NAMED)
                .forEach(o -> out.printf(
                        "Stuck: %s is %s%s. See GET /api/v1/orders/%s/events and GET /api/v1/incidents.%n",
                        o.number(), o.status(), o.holdReason() == null ? "" : " for " + o.holdReason(), o.id()));
        lost.stream().limit(MOST_NAMED).forEach(number -> out.printf("Lost: %s was accepted and is gone.%n", number));
        refused.entrySet().stream()
                .limit(MOST_NAMED)
                .forEach(e -> out.printf("Refused: %s: %s%n", e.getKey(), e.getValue()));
    }

    private static <T> void table(PrintStream out, String title, Stream<T> things, Function<T, String> name) {
        out.println(title);
        things.collect(Collectors.groupingBy(name, TreeMap::new, Collectors.counting()))
                .forEach((what, count) -> out.printf("  %6d  %s%n", count, what));
    }

    /** What an end that is none waits for. */
    private static String meaning(String status) {
        return switch (status) {
            case "BACKORDERED" -> ", what is left waits for supply";
            case "ESCALATED" -> ", a person must decide";
            default -> "";
        };
    }

    /** The smallest value that p percent of the values do not exceed (nearest rank). */
    static double percentile(List<Double> values, int p) {
        var sorted = values.stream().sorted().toList();
        return sorted.get(Math.max(0, (int) Math.ceil(p / 100.0 * sorted.size()) - 1));
    }
}
