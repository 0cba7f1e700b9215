package org.baton.domain.support;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs tasks in as many threads, all begun at once, and waits for the last. */
public final class Race {

    private static final int MOST_SECONDS = 60;

    private Race() {}

    /**
     * What the tasks returned, in their order.
     *
     * @throws ExecutionException if one failed
     */
    public static <T> List<T> run(List<? extends Callable<T>> tasks)
            throws ExecutionException, InterruptedException, TimeoutException {
        var start = new CyclicBarrier(tasks.size());
        try (var threads = Executors.newFixedThreadPool(tasks.size())) {
            var futures = new ArrayList<Future<T>>();
            for (var task : tasks) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return task.call();
                }));
            }
            var results = new ArrayList<T>();
            for (var future : futures) {
                results.add(future.get(MOST_SECONDS, TimeUnit.SECONDS));
            }
            return results;
        }
    }
}
