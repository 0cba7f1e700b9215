package org.baton.app.journey;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.databind.json.JsonMapper;

/**
 * Web shops that place orders at a fixed rate, whatever happens to Baton, and that send each until they have an answer,
 * under one idempotency key. Some customers change their minds and cancel.
 */
final class ChaosCustomers implements AutoCloseable {

    /** @param cancels whether its customer cancels it as soon as it is accepted */
    record Wish(String key, Map<String, Object> body, boolean cancels) {}

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration LONGEST = Duration.ofMinutes(12);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final URI base;
    private final String token;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();
    private final LongAdder repeated = new LongAdder();

    ChaosCustomers(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /** Begins; the latch opens when every order has been answered. */
    CountDownLatch place(List<Wish> wishes, int rate) {
        var answered = new CountDownLatch(wishes.size());
        var clock = Executors.newSingleThreadScheduledExecutor();
        for (int n = 0; n < wishes.size(); n++) {
            var wish = wishes.get(n);
            var ignored = clock.schedule(
                    () -> calls.execute(() -> want(wish, answered)),
                    n * TimeUnit.SECONDS.toMicros(1) / rate,
                    TimeUnit.MICROSECONDS);
        }
        clock.shutdown();
        return answered;
    }

    private void want(Wish wish, CountDownLatch answered) {
        try {
            persist(() -> placed(wish));
            var id = acknowledged.get(wish.key());
            if (wish.cancels() && id != null) {
                persist(() -> cancelled(id));
            }
        } catch (RuntimeException e) {
            complaints.add(wish.key() + " was never answered: " + e.getMessage());
        } finally {
            answered.countDown();
        }
    }

    private static void persist(Callable<Boolean> attempt) {
        await().atMost(LONGEST)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofSeconds(2))
                .ignoreExceptions()
                .until(attempt);
    }

    private boolean placed(Wish wish) throws IOException, InterruptedException {
        var answer = post("/orders", wish.key(), wish.body());
        if (again(answer)) {
            return false;
        }
        if (answer.statusCode() / 100 == 2) {
            acknowledged.put(wish.key(), id(answer));
        } else {
            complaints.add(wish.key() + " was refused: " + answer.statusCode() + " " + answer.body());
        }
        return true;
    }

    private boolean cancelled(String id) throws IOException, InterruptedException {
        var answer = post("/orders/" + id + "/cancel", "cancel-" + id, Map.of("reason", "Changed my mind."));
        if (again(answer)) {
            return false;
        }
        if (answer.statusCode() / 100 != 2 && answer.statusCode() != 409) {
            complaints.add(id + " could not be cancelled: " + answer.statusCode() + " " + answer.body());
        }
        return true;
    }

    private boolean again(HttpResponse<String> answer) {
        var again = answer.statusCode() == 429
                || answer.statusCode() >= 500
                || answer.body().contains("concurrent-change");
        if (again) {
            repeated.increment();
        }
        if (answer.statusCode() >= 500 && !answer.body().contains("urn:baton:problem:")) {
            complaints.add("not a way to say come again: " + answer.statusCode() + " " + answer.body());
        }
        return again;
    }

    /** Sends every acknowledged order once more: each must come back as what it was, and none may be new. */
    void replay(List<Wish> wishes) {
        var hands = new Semaphore(16);
        var answered = new CountDownLatch(wishes.size());
        for (var wish : wishes) {
            calls.execute(() -> {
                hands.acquireUninterruptibly();
                try {
                    persist(() -> replayed(wish));
                } catch (RuntimeException e) {
                    complaints.add(wish.key() + " was not answered again: " + e.getMessage());
                } finally {
                    hands.release();
                    answered.countDown();
                }
            });
        }
        await().atMost(LONGEST).until(() -> answered.getCount() == 0);
    }

    private boolean replayed(Wish wish) throws IOException, InterruptedException {
        var before = acknowledged.get(wish.key());
        if (before == null) {
            return true; // complained of already
        }
        var answer = post("/orders", wish.key(), wish.body());
        if (again(answer)) {
            return false;
        }
        if (answer.statusCode() != 200 || !before.equals(id(answer))) {
            complaints.add("%s was accepted as %s, but its key now answers %d %s"
                    .formatted(wish.key(), before, answer.statusCode(), answer.body()));
        }
        return true;
    }

    private HttpResponse<String> post(String path, String key, Map<String, Object> body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(base.resolve("/api/v1" + path))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            repeated.increment();
            throw e;
        }
    }

    private static String id(HttpResponse<String> answer) {
        return JSON.readTree(answer.body()).path("id").asString("");
    }

    int accepted() {
        return acknowledged.size();
    }

    /** How often a customer got no answer, or was sent away for a moment. */
    long repeated() {
        return repeated.sum();
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        calls.shutdownNow();
        http.shutdownNow();
    }
}
