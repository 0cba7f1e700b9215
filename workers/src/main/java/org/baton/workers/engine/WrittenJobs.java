package org.baton.workers.engine;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;

/**
 * Which of the jobs that the engine handed out it has written down. It counts keys upwards and reads its log in order:
 * one that knows the youngest job of a partition has written all older ones down, so those that come while it is being
 * asked are asked for together, by the youngest.
 */
final class WrittenJobs {

    /** In a key of the engine, the bits above these name the partition. */
    private static final int BITS_OF_A_PARTITION = 51;

    private final LongFunction<? extends CompletionStage<?>> ask;
    private final Map<Long, Partition> partitions = new ConcurrentHashMap<>();

    /** @param ask completes when the engine knows the job of a key, and fails when it does not or cannot tell */
    WrittenJobs(LongFunction<? extends CompletionStage<?>> ask) {
        this.ask = ask;
    }

    /** @return completes when the job is known to be written down; fails as the engine was last asked */
    CompletableFuture<Void> await(long key) {
        var partition = partitions.computeIfAbsent(key >> BITS_OF_A_PARTITION, number -> new Partition());
        return partition.await(key);
    }

    private final class Partition {

        private TreeMap<Long, CompletableFuture<Void>> waiting = new TreeMap<>();
        private boolean asking;

        CompletableFuture<Void> await(long key) {
            CompletableFuture<Void> answer;
            synchronized (this) {
                answer = waiting.computeIfAbsent(key, k -> new CompletableFuture<>());
                if (asking) {
                    return answer;
                }
                asking = true;
            }
            askForThoseWhoWait();
            return answer;
        }

        private void askForThoseWhoWait() {
            TreeMap<Long, CompletableFuture<Void>> group;
            synchronized (this) {
                group = waiting;
                waiting = new TreeMap<>();
                asking = !group.isEmpty();
            }
            if (!group.isEmpty()) {
                askFor(group);
            }
        }

        private void askFor(TreeMap<Long, CompletableFuture<Void>> group) {
            var ignored = ask.apply(group.lastKey()).whenComplete((written, error) -> {
                if (error == null) {
                    group.values().forEach(answer -> answer.complete(null));
                } else if (EngineErrors.isDone(error)) {
                    // That the youngest is gone says nothing of the others.
                    group.pollLastEntry().getValue().completeExceptionally(error);
                    if (!group.isEmpty()) {
                        askFor(group);
                        return;
                    }
                } else {
                    group.values().forEach(answer -> answer.completeExceptionally(error));
                }
                askForThoseWhoWait();
            });
        }
    }
}
