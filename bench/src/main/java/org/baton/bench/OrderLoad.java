package org.baton.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/** Places orders over HTTP, each with its idempotency key, over as many connections as are needed. */
final class OrderLoad implements AutoCloseable {

    /**
     * What was sent.
     *
     * @param first number of the first order
     * @param began when the first was due
     * @param ended when the last was due
     * @param acceptNanos of each accepted one, from when it was due to be sent until it was accepted, sorted
     * @param refused those that were not accepted
     */
    record Sent(int first, int count, Instant began, Instant ended, long everyNanos, long[] acceptNanos, int refused) {

        /** When an order was due to be sent, however late it was. */
        Instant due(int number) {
            return began.plusNanos((number - first) * everyNanos);
        }
    }

    private static final String PATH = "/api/v1/orders";
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final OrderMix mix;
    private final int port;
    private final String token;
    private final ConcurrentLinkedDeque<HttpLoop> free = new ConcurrentLinkedDeque<>();
    private final AtomicInteger refused = new AtomicInteger();
    private int next = 1;

    OrderLoad(OrderMix mix, int port, String token) {
        this.mix = mix;
        this.port = port;
        this.token = token;
    }

    /** The number of the order that is placed next. */
    int next() {
        return next;
    }

    OrderMix mix() {
        return mix;
    }

    /** Open model: each order is due at its time, whatever became of those before; a late one counts as late. */
    Sent atRate(double rate, int seconds) {
        int first = next;
        int count = (int) Math.round(rate * seconds);
        long every = (long) (TimeUnit.SECONDS.toNanos(1) / rate);
        var bodies = new byte[count][];
        Arrays.setAll(bodies, i -> mix.body(first + i));
        var nanos = new long[count];
        refused.set(0);
        var began = Instant.now();
        long start = System.nanoTime();
        try (var calls = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                long due = start + i * every;
                waitUntil(due);
                int index = i;
                calls.execute(() -> {
                    if (send(first + index, bodies[index])) {
                        nanos[index] = System.nanoTime() - due;
                    }
                });
            }
        }
        next += count;
        var accepted = Arrays.stream(nanos).filter(n -> n > 0).sorted().toArray();
        return new Sent(first, count, began, began.plusNanos(count * every), every, accepted, refused.get());
    }

    private static void waitUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /**
     * Closed model: as many as end are placed anew.
     *
     * @param inFlight how many are on their way at the same time
     * @param open counts those that have not ended
     * @return how many were placed
     */
    int keepInFlight(int inFlight, int seconds, IntSupplier open) {
        int first = next;
        refused.set(0);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (long look = System.nanoTime(); look < until; look += LOOK_EVERY_NANOS) {
            waitUntil(look);
            try (var calls = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int missing = inFlight - open.getAsInt(); missing > 0; missing--) {
                    sendNext(calls);
                }
            }
        }
        return next - first - refused.get();
    }

    private void sendNext(ExecutorService calls) {
        int number = next++;
        calls.execute(() -> {
            var ignored = send(number, mix.body(number));
        });
    }

    /** @return whether it was accepted; a connection that the server has closed is made anew */
    private boolean send(int number, byte[] body) {
        for (int attempt = 1; attempt <= 2; attempt++) {
            try {
                var known = free.poll();
                var http = known == null || attempt > 1 ? new HttpLoop(port, token) : known;
                var answer = http.post(PATH, body, mix.number(number));
                free.push(http);
                if (answer.status() == ACCEPTED || answer.status() == OK) {
                    return true;
                }
                break;
            } catch (IOException e) {
                // Tried once more, and counted then.
            }
        }
        refused.incrementAndGet();
        return false;
    }

    @Override
    public void close() {
        free.forEach(http -> {
            try {
                http.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
