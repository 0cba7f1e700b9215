package org.baton.workers.engine;

import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import java.util.Set;

/** What the engine's refusal of a command means. */
final class EngineErrors {

    private static final Set<Status.Code> PASSING = Set.of(
            Status.Code.RESOURCE_EXHAUSTED,
            Status.Code.UNAVAILABLE,
            Status.Code.DEADLINE_EXCEEDED,
            Status.Code.ABORTED,
            Status.Code.CANCELLED,
            Status.Code.INTERNAL);

    private EngineErrors() {}

    /** The engine is busy or away: the same command may succeed later. */
    static boolean isPassing(Throwable error) {
        return !(cause(error) instanceof ClientStatusException status) || PASSING.contains(status.getStatusCode());
    }

    /** What the command was about is no longer there, or was taken before: there is nothing left to do. */
    static boolean isDone(Throwable error) {
        return cause(error) instanceof ClientStatusException status
                && (status.getStatusCode() == Status.Code.NOT_FOUND
                        || status.getStatusCode() == Status.Code.ALREADY_EXISTS);
    }

    private static Throwable cause(Throwable error) {
        var cause = error;
        while (!(cause instanceof ClientStatusException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
