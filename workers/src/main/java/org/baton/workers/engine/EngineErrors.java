package org.baton.workers.engine;

import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the engine's refusal of a command means, whether it was waited for or told to a callback. */
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
        var code = code(error);
        return code == null || PASSING.contains(code);
    }

    /** What the command was about is no longer there, or was taken before: there is nothing left to do. */
    static boolean isDone(Throwable error) {
        var code = code(error);
        return code == Status.Code.NOT_FOUND || code == Status.Code.ALREADY_EXISTS;
    }

    /** The client wraps what gRPC says only for those who wait; a callback gets gRPC's own exception. */
    private static Status.@Nullable Code code(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case ClientStatusException client -> {
                    return client.getStatusCode();
                }
                case StatusRuntimeException grpc -> {
                    return grpc.getStatus().getCode();
                }
                case StatusException grpc -> {
                    return grpc.getStatus().getCode();
                }
                default -> {}
            }
        }
        return null;
    }
}
