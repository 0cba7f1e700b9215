package org.baton.app.camunda;

import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Repeats a command that the engine is too busy for, or not yet there for. */
final class EngineRetry {

    private static final Set<Status.Code> PASSING = Set.of(
            Status.Code.RESOURCE_EXHAUSTED,
            Status.Code.UNAVAILABLE,
            Status.Code.DEADLINE_EXCEEDED,
            Status.Code.ABORTED);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private EngineRetry() {}

    /** The command must be one that may run twice. */
    static <T> T within(Duration time, Supplier<T> command) {
        long end = System.nanoTime() + time.toNanos();
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return command.get();
            } catch (ClientStatusException e) {
                if (!PASSING.contains(e.getStatusCode()) || System.nanoTime() - end >= 0) {
                    throw e;
                }
            }
            LockSupport.parkNanos(pause.toNanos());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }
}
