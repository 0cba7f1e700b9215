package org.baton.domain.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Serves requests that come at the same moment together. A request that comes alone is served at once; while a batch is
 * being served the next one gathers.
 *
 * @param <Q> what is asked
 * @param <A> what is answered
 */
final class Batcher<Q, A> {

    private record Waiting<Q, A>(Q request, CompletableFuture<A> answer) {}

    private final String name;
    private final int most;
    private final Function<List<Q>, List<A>> service;
    private final ConcurrentLinkedQueue<Waiting<Q, A>> queue = new ConcurrentLinkedQueue<>();
    private final Semaphore workers;

    /**
     * @param most requests of one batch
     * @param workers batches that may be under way at once
     * @param service answers a batch in its order, or fails as a whole without having done anything
     */
    Batcher(String name, int most, int workers, Function<List<Q>, List<A>> service) {
        this.name = name;
        this.most = most;
        this.service = service;
        this.workers = new Semaphore(workers);
    }

    /** Waits for the answer; a failure is thrown as the service threw it. */
    A submit(Q request) {
        var waiting = new Waiting<Q, A>(request, new CompletableFuture<>());
        queue.add(waiting);
        wake();
        try {
            return waiting.answer().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void wake() {
        if (workers.tryAcquire()) {
            var ignored = Thread.ofVirtual().name(name).start(this::work);
        }
    }

    private void work() {
        try {
            for (var batch = next(); !batch.isEmpty(); batch = next()) {
                serve(batch);
            }
        } finally {
            workers.release();
        }
        // Who came between the last look and the release found no free worker.
        if (!queue.isEmpty()) {
            wake();
        }
    }

    private List<Waiting<Q, A>> next() {
        var batch = new ArrayList<Waiting<Q, A>>();
        for (var w = queue.poll(); w != null; w = queue.poll()) {
            batch.add(w);
            if (batch.size() == most) {
                break;
            }
        }
        return batch;
    }

    /** One request that cannot be served must not keep the others of its batch from it. */
    private void serve(List<Waiting<Q, A>> batch) {
        try {
            var answers = service.apply(batch.stream().map(Waiting::request).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).answer().complete(answers.get(i));
            }
        } catch (RuntimeException | Error e) {
            if (batch.size() == 1) {
                batch.getFirst().answer().completeExceptionally(e);
            } else {
                batch.forEach(one -> serve(List.of(one)));
            }
        }
    }
}
