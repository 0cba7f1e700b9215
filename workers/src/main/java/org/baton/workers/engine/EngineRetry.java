package org.baton.workers.engine;

import io.camunda.client.api.command.ClientStatusException;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Repeats commands that the engine is too busy for, or not there for, with a growing pause. The commands must be such
 * as may run twice.
 */
public final class EngineRetry {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private EngineRetry() {}

    /**
     * Sends a command until the engine takes or refuses it.
     *
     * @param patience after which the last failure is the answer
     * @param again which failures are no answer yet
     * @return completes with the engine's answer or refusal, without anybody waiting for it
     */
    static <T> CompletableFuture<T> send(
            Supplier<? extends CompletionStage<T>> command, Duration patience, Predicate<Throwable> again) {
        var answer = new CompletableFuture<T>();
        attempt(command, System.nanoTime() + patience.toNanos(), again, FIRST_PAUSE, answer);
        return answer;
    }

    /**
     * Sends a command until the engine takes or refuses it, and waits for that.
     *
     * @throws ClientStatusException if the engine refuses, or is busy or away for longer than the patience
     */
    public static <T> T within(Duration patience, Supplier<? extends CompletionStage<T>> command) {
        try {
            return send(command, patience, EngineErrors::isPassing).join();
        } catch (CompletionException e) {
            throw switch (e.getCause()) {
                case ClientStatusException refused -> refused;
                case StatusRuntimeException refused -> new ClientStatusException(refused.getStatus(), refused);
                case RuntimeException broken -> broken;
                case null, default -> e;
            };
        }
    }

    private static <T> void attempt(
            Supplier<? extends CompletionStage<T>> command,
            long end,
            Predicate<Throwable> again,
            Duration pause,
            CompletableFuture<T> answer) {
        var ignored = command.get().whenComplete((response, error) -> {
            if (error == null) {
                answer.complete(response);
            } else if (EngineErrors.isDone(error)
                    || !again.test(error)
                    || System.nanoTime() + pause.toNanos() - end > 0) {
                answer.completeExceptionally(error);
            } else {
                CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
                        .execute(() -> attempt(command, end, again, longer(pause), answer));
            }
        });
    }

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }
}
