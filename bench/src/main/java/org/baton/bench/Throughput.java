package org.baton.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.baton.app.runtime.StartFailure;

/** Runs something over and over in several threads for some seconds and takes the time of each. */
final class Throughput {

    private static final double NANOS = 1e9;

    /** One round of a thread; it may fail. */
    interface Work extends AutoCloseable {

        void once() throws Exception;

        @Override
        default void close() throws Exception {}
    }

    /** Makes the work of a thread. */
    interface Worker {

        Work of(int thread) throws Exception;
    }

    /** What was measured: rounds a second, and how long each took in nanoseconds, sorted. */
    record Measured(double perSecond, long[] nanos) {

        double percentileMillis(int percent) {
            return nanos.length == 0 ? 0 : nanos[Math.min(nanos.length - 1, nanos.length * percent / 100)] / 1e6;
        }
    }

    private Throughput() {}

    static Measured measure(int threads, double seconds, Worker worker) {
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var running = new ArrayList<Future<long[]>>();
            var started = System.nanoTime();
            var until = started + (long) (seconds * NANOS);
            for (int t = 0; t < threads; t++) {
                var number = t;
                running.add(pool.submit(() -> run(worker.of(number), until)));
            }
            var all = LongStream.empty();
            for (var one : running) {
                all = LongStream.concat(all, Arrays.stream(one.get()));
            }
            var nanos = all.sorted().toArray();
            return new Measured(nanos.length * NANOS / (System.nanoTime() - started), nanos);
        } catch (ExecutionException e) {
            throw new StartFailure("The measurement failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("The measurement was stopped.", e);
        }
    }

    private static long[] run(Work work, long until) throws Exception {
        var nanos = new long[1 << 12];
        int rounds = 0;
        try (work) {
            for (long before = System.nanoTime(); before < until; ) {
                work.once();
                long after = System.nanoTime();
                if (rounds == nanos.length) {
                    nanos = Arrays.copyOf(nanos, 2 * rounds);
                }
                nanos[rounds++] = after - before;
                before = after;
            }
        }
        return Arrays.copyOf(nanos, rounds);
    }
}
