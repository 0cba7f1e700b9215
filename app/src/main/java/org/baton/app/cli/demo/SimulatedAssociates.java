package org.baton.app.cli.demo;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.baton.app.cli.demo.BatonClient.Answer;
import tools.jackson.databind.JsonNode;

/**
 * Store staff that never rest: they take every open task they are shown and do it over the API, as a tablet would,
 * mostly well. What they do with a task depends on its fulfilment and kind alone, so that a run can be repeated.
 */
public final class SimulatedAssociates implements AutoCloseable {

    /**
     * How good they are.
     *
     * @param rejects share of fulfilments given back instead of accepted
     * @param shortPicks share of picks that miss a unit
     */
    public record Habits(double rejects, double shortPicks, Duration looksEvery, int people) {

        /** 5 % rejected, 2 % picked short, 16 people. */
        public static Habits usual() {
            return new Habits(0.05, 0.02, Duration.ofMillis(250), 16);
        }
    }

    /**
     * What they have done.
     *
     * @param refused tasks that were over when they got to them
     */
    public record Done(long tasks, long rejected, long shortPicks, long refused) {}

    private static final List<String> REASONS = List.of("not-in-stock", "mismatch", "damaged", "no-variance");

    private final BatonClient client;
    private final Predicate<String> mine;
    private final Habits habits;
    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService eyes = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("associates").factory());
    private final ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore people;
    private final LongAdder tasks = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder shortPicks = new LongAdder();
    private final LongAdder refused = new LongAdder();

    /** @param mine which orders they work for, by the number that the channel gave */
    public SimulatedAssociates(BatonClient client, Predicate<String> mine, Habits habits) {
        this.client = client;
        this.mine = mine;
        this.habits = habits;
        this.people = new Semaphore(habits.people());
    }

    /** Sets them to work; {@link #close} sends them home. */
    public void start() {
        var every = habits.looksEvery().toMillis();
        var ignored = eyes.scheduleWithFixedDelay(this::look, 0, every, TimeUnit.MILLISECONDS);
    }

    public Done done() {
        return new Done(tasks.sum(), rejected.sum(), shortPicks.sum(), refused.sum());
    }

    @Override
    public void close() {
        eyes.shutdownNow();
        hands.shutdownNow();
    }

    private void look() {
        try {
            for (var task : client.all("/tasks?status=open&limit=200")) {
                var id = task.path("id").asString("");
                if (mine.test(task.path("orderNumber").asString("")) && taken.add(id)) {
                    people.acquire();
                    hands.execute(() -> {
                        try {
                            work(id, task);
                        } finally {
                            people.release();
                        }
                    });
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException | UncheckedIOException e) {
            // Baton is away for a moment: they look again.
        }
    }

    private void work(String id, JsonNode task) {
        try {
            var answer = act(id, task);
            if (answer.isOk()) {
                tasks.increment();
            } else if (answer.isTransient()) {
                taken.remove(id);
            } else {
                refused.increment();
            }
        } catch (UncheckedIOException e) {
            taken.remove(id);
        }
    }

    private Answer act(String id, JsonNode task) {
        var kind = task.path("kind").asString("");
        var fulfilment = task.path("fulfilmentId").asString("");
        var random = new SplittableRandom((fulfilment + kind).hashCode());
        if (kind.equals("accept") && random.nextDouble() < habits.rejects()) {
            var reason = REASONS.get(random.nextInt(REASONS.size()));
            return counted(rejected, client.post("/tasks/" + id + "/reject", Map.of("reason", reason)));
        }
        if (kind.equals("pick") && random.nextDouble() < habits.shortPicks()) {
            var entered = Map.of("picked", allButOne(task), "reason", "mismatch");
            return counted(shortPicks, complete(id, entered));
        }
        return switch (kind) {
            case "pack" -> {
                var place = "Shelf " + (char) ('A' + random.nextInt(6)) + random.nextInt(1, 9);
                yield complete(id, Map.of("place", place));
            }
            case "hand-over" -> handOver(id, fulfilment);
            default -> complete(id, Map.of());
        };
    }

    private Answer complete(String id, Map<String, ?> entered) {
        return client.post("/tasks/" + id + "/complete", entered);
    }

    /** The customer stands at the counter and shows the code, or comes again when it cannot be shown. */
    private Answer handOver(String id, String fulfilment) {
        var shown = client.get("/fulfilments/" + fulfilment);
        return shown.isOk()
                ? complete(id, Map.of("code", shown.body().path("pickupCode").asString("")))
                : shown;
    }

    private static Answer counted(LongAdder counter, Answer answer) {
        if (answer.isOk()) {
            counter.increment();
        }
        return answer;
    }

    private static List<Map<String, Object>> allButOne(JsonNode task) {
        var units = new HashMap<String, Integer>();
        task.path("lines")
                .forEach(line -> units.merge(
                        line.path("sku").asString(""), line.path("quantity").asInt(0), Integer::sum));
        units.entrySet().stream().findFirst().ifPresent(entry -> entry.setValue(Math.max(0, entry.getValue() - 1)));
        var picked = new ArrayList<Map<String, Object>>();
        units.forEach((sku, quantity) -> picked.add(Map.of("sku", sku, "quantity", quantity)));
        return picked;
    }
}
