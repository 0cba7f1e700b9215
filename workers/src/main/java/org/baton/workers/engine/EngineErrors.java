package org.baton.workers.engine;

import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the engine's refusal of a command means. */
public final class EngineErrors {

    private static final Set<Status.Code> PASSING = Set.of(
            Status.Code.RESOURCE_EXHAUSTED,
            Status.Code.UNAVAILABLE,
            Status.Code.DEADLINE_EXCEEDED,
            Status.Code.ABORTED,
            Status.Code.CANCELLED,
            Status.Code.INTERNAL);
    private static final Set<Status.Code> DONE = Set.of(Status.Code.NOT_FOUND, Status.Code.ALREADY_EXISTS);

    private EngineErrors() {}

    /** The engine is busy or away: the same command may succeed later. */
    public static boolean isPassing(Throwable error) {
        return status(error).map(PASSING::contains).orElse(true);
    }

    /** The engine has not taken the command, for it has too much to do. */
    static boolean isBusy(Throwable error) {
        return status(error).map(Status.Code.RESOURCE_EXHAUSTED::equals).orElse(false);
    }

    /** What the command was about is no longer there, or was taken before: there is nothing left to do. */
    static boolean isDone(Throwable error) {
        return status(error).map(DONE::contains).orElse(false);
    }

    /** A command that is waited for fails with the client's exception, one that is not with gRPC's own. */
    private static Optional<Status.Code> status(Throwable error) {
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause)
                .flatMap(cause -> switch (cause) {
                    case ClientStatusException e -> Stream.of(e.getStatusCode());
                    case StatusRuntimeException e -> Stream.of(e.getStatus().getCode());
                    default -> Stream.empty();
                })
                .findFirst();
    }
}
