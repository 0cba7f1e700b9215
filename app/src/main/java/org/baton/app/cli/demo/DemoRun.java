package org.baton.app.cli.demo;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.baton.app.runtime.StartFailure;
import org.baton.domain.order.OrderRequest;
import tools.jackson.databind.JsonNode;

/** One run: places orders at a rate, lets people work on them, and watches until every order has come to rest. */
final class DemoRun implements AutoCloseable {

    private static final int MOST_TRIES = 10;

    private final DemoOptions options;
    private final DemoOrders orders;
    private final BatonClient client;
    private final LiveLine line;
    private final SimulatedAssociates associates;
    private final SimulatedService service;
    private final Map<String, OrderRequest> placed = new ConcurrentHashMap<>();
    private final Map<String, OrderState> atRest = new ConcurrentHashMap<>();
    private final Map<String, String> refused = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger(1);
    private final AtomicInteger accepted = new AtomicInteger();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private final long begun = System.nanoTime();
    private String lastSeen = "";
    private long changedAt = begun;

    DemoRun(
            DemoOptions options,
            DemoOrders orders,
            BatonClient client,
            LiveLine line,
            SimulatedAssociates.Habits habits) {
        this.options = options;
        this.orders = orders;
        this.client = client;
        this.line = line;
        this.associates = new SimulatedAssociates(client, placed::containsKey, habits);
        this.service = new SimulatedService(client, this::paysLater);
    }

    /** Runs to the end, or until nothing has happened for as long as the user's patience. */
    DemoSummary play() {
        var everyNanos = (long) (TimeUnit.SECONDS.toNanos(1) / options.rate());
        var placing = clock.scheduleAtFixedRate(this::placeNext, 0, everyNanos, TimeUnit.NANOSECONDS);
        var watching = clock.scheduleWithFixedDelay(this::watch, 1, 1, TimeUnit.SECONDS);
        associates.start();
        try {
            over.join();
        } finally {
            placing.cancel(false);
            watching.cancel(false);
        }
        return DemoSummary.of(client, placed.keySet(), atRest, open(), refused, associates.done(), service, elapsed());
    }

    private void placeNext() {
        var n = next.getAndIncrement();
        if (n <= options.orders()) {
            calls.execute(() -> place(orders.order(n), 1));
        }
    }

    private void place(OrderRequest order, int attempt) {
        var number = String.valueOf(order.channelOrderNumber());
        placed.put(number, order);
        try {
            var answer = client.post("/orders", order);
            if (answer.isOk()) {
                accepted.incrementAndGet();
            } else if (answer.isTransient() && attempt < MOST_TRIES) {
                again(order, attempt);
            } else {
                refused.put(number, answer.problem());
                placed.remove(number);
            }
        } catch (UncheckedIOException e) {
            again(order, attempt);
        }
    }

    /** The same number is the same order, so that sending it again is safe. */
    private void again(OrderRequest order, int attempt) {
        var ignored = clock.schedule(
                () -> calls.execute(() -> place(order, attempt + 1)), Math.min(attempt, 10), TimeUnit.SECONDS);
    }

    private boolean paysLater(String number) {
        var order = placed.get(number);
        return order != null && DemoOrders.paysLater(order);
    }

    private void watch() {
        try {
            var counts = new TreeMap<String, Integer>();
            for (var order : client.all("/orders?limit=200&channel=" + orders.channel())) {
                counts.merge(order.path("status").asString(""), 1, Integer::sum);
                lookAt(order);
            }
            show(counts);
            var all = accepted.get() + refused.size() >= options.orders();
            if (all && atRest.size() >= accepted.get()) {
                var ignored = over.complete(null);
            }
        } catch (IllegalStateException | UncheckedIOException e) {
            line.show("Baton does not answer: " + e.getMessage());
        } catch (RuntimeException e) {
            var ignored = over.completeExceptionally(e);
        }
        if (System.nanoTime() - changedAt > options.patience().toNanos()) {
            var ignored = over.complete(null);
        }
    }

    private void lookAt(JsonNode order) {
        var number = order.path("channelOrderNumber").asString("");
        var status = order.path("status").asString("");
        if (status.equals("ON_HOLD")) {
            service.handle(order);
        } else if (OrderState.mayRest(status) && !atRest.containsKey(number)) {
            var state = OrderState.of(
                    client.get("/orders/" + order.path("id").asString("")).body());
            if (state.rests()) {
                atRest.put(number, state);
            }
        }
    }

    private void show(Map<String, Integer> counts) {
        var text = "placed %d of %d, at rest %d, store tasks %d, %s"
                .formatted(
                        accepted.get(),
                        options.orders(),
                        atRest.size(),
                        associates.done().tasks(),
                        counts);
        if (!text.equals(lastSeen)) {
            lastSeen = text;
            changedAt = System.nanoTime();
        }
        line.show("%4d s  %s".formatted(elapsed().toSeconds(), text));
    }

    /** The orders that did not come to rest, as they are now. */
    private Map<String, OrderState> open() {
        var open = new TreeMap<String, OrderState>();
        try {
            for (var order : client.all("/orders?limit=200&channel=" + orders.channel())) {
                var number = order.path("channelOrderNumber").asString("");
                if (!atRest.containsKey(number)) {
                    open.put(
                            number,
                            OrderState.of(
                                    client.get("/orders/" + order.path("id").asString(""))
                                            .body()));
                }
            }
        } catch (IllegalStateException | UncheckedIOException e) {
            throw new StartFailure("Baton does not answer any more: " + e.getMessage(), e);
        }
        return open;
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    @Override
    public void close() {
        associates.close();
        clock.shutdownNow();
        calls.shutdownNow();
    }
}
