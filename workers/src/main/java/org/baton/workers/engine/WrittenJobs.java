package org.baton.workers.engine;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Which of the jobs that the engine handed out it has written down. It reads its log in order: when it takes a command that was
 * sent after a job of the same partition had come, the job is written down. So jobs wait a moment for the next command that is
 * sent anyway, and only when none is, the engine is asked. It counts keys upwards, too: one that knows the youngest job has
 * written all older ones down, so those that wait are asked for together, by the youngest.
 */
final class WrittenJobs {

    /** In a key of the engine, the bits above these name the partition. */
    private static final int BITS_OF_A_PARTITION = 51;

    /** An engine that lost a job by being killed is not back within this time, nor has another broker taken its place. */
    private static final long TRUSTED_NANOS = Duration.ofSeconds(1).toNanos();

    /** When commands are sent as often as this, the next one is waited for. */
    private static final Duration PATIENCE = Duration.ofMillis(20);

    private record Waiting(long since, CompletableFuture<Void> answer) {}

    private final LongFunction<? extends CompletionStage<?>> ask;
    private final LongSupplier nanoTime;
    private final Executor afterPatience;
    private final Map<Long, Partition> partitions = new ConcurrentHashMap<>();

    /** @param ask completes when the engine knows the job of a key, and fails when it does not or cannot tell */
    WrittenJobs(LongFunction<? extends CompletionStage<?>> ask) {
        this(ask, System::nanoTime, CompletableFuture.delayedExecutor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    }

    WrittenJobs(LongFunction<? extends CompletionStage<?>> ask, LongSupplier nanoTime, Executor afterPatience) {
        this.ask = ask;
        this.nanoTime = nanoTime;
        this.afterPatience = afterPatience;
    }

    /**
     * @param since when the engine handed the job out, in nanoseconds
     * @return completes when the job is known to be written down; fails as the engine was last asked
     */
    CompletableFuture<Void> await(long key, long since) {
        return partition(key).await(key, since);
    }

    /**
     * Sends a command for a job, whose answer tells of all jobs of its partition that wait.
     *
     * @param send sends it once
     */
    <T> CompletionStage<T> send(long key, Supplier<? extends CompletionStage<T>> send) {
        var partition = partition(key);
        var group = partition.sending();
        var answer = send.get();
        return group.isEmpty() ? answer : answer.whenComplete((taken, error) -> partition.told(group, error == null));
    }

    private Partition partition(long key) {
        return partitions.computeIfAbsent(key >> BITS_OF_A_PARTITION, number -> new Partition());
    }

    private final class Partition {

        private TreeMap<Long, Waiting> waiting = new TreeMap<>();
        private long lastSent = nanoTime.getAsLong() - PATIENCE.toNanos();

        CompletableFuture<Void> await(long key, long since) {
            CompletableFuture<Void> answer;
            boolean patient;
            synchronized (this) {
                var now = nanoTime.getAsLong();
                patient = now - lastSent < PATIENCE.toNanos() && now - since < TRUSTED_NANOS;
                answer = waiting.computeIfAbsent(key, k -> new Waiting(since, new CompletableFuture<>()))
                        .answer();
            }
            if (patient) {
                afterPatience.execute(() -> askIfWaiting(key));
            } else {
                askIfWaiting(key);
            }
            return answer;
        }

        private void askIfWaiting(long key) {
            var group = takeWaiting(key);
            if (!group.isEmpty()) {
                askFor(group);
            }
        }

        private synchronized TreeMap<Long, Waiting> takeWaiting(long key) {
            return waiting.containsKey(key) ? takeWaiting() : new TreeMap<>();
        }

        synchronized TreeMap<Long, Waiting> sending() {
            lastSent = nanoTime.getAsLong();
            return takeWaiting();
        }

        private TreeMap<Long, Waiting> takeWaiting() {
            var group = waiting;
            waiting = new TreeMap<>();
            return group;
        }

        void told(TreeMap<Long, Waiting> group, boolean taken) {
            var now = nanoTime.getAsLong();
            if (taken) {
                group.values()
                        .removeIf(job -> now - job.since() < TRUSTED_NANOS
                                && job.answer().complete(null));
            }
            if (!group.isEmpty()) {
                askFor(group);
            }
        }

        private void askFor(TreeMap<Long, Waiting> group) {
            var ignored = ask.apply(group.lastKey()).whenComplete((written, error) -> {
                if (error == null) {
                    group.values().forEach(job -> job.answer().complete(null));
                } else if (EngineErrors.isDone(error)) {
                    // That the youngest is gone says nothing of the others.
                    group.pollLastEntry().getValue().answer().completeExceptionally(error);
                    if (!group.isEmpty()) {
                        askFor(group);
                    }
                } else {
                    group.values().forEach(job -> job.answer().completeExceptionally(error));
                }
            });
        }
    }
}
