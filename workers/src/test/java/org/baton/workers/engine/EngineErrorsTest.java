package org.baton.workers.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class EngineErrorsTest {

    @Test
    void shouldBeDoneWhenTheEngineHadTheCommandBefore() {
        assertThat(EngineErrors.isDone(Status.ALREADY_EXISTS.asRuntimeException()))
                .isTrue();
        assertThat(EngineErrors.isDone(new CompletionException(Status.NOT_FOUND.asRuntimeException())))
                .isTrue();
        assertThat(EngineErrors.isDone(waitedFor(Status.NOT_FOUND))).isTrue();
        assertThat(EngineErrors.isPassing(Status.ALREADY_EXISTS.asRuntimeException()))
                .isFalse();
    }

    @Test
    void shouldPassWhenTheEngineIsBusyOrAway() {
        assertThat(EngineErrors.isPassing(Status.RESOURCE_EXHAUSTED.asRuntimeException()))
                .isTrue();
        assertThat(EngineErrors.isPassing(waitedFor(Status.UNAVAILABLE))).isTrue();
        assertThat(EngineErrors.isPassing(new IllegalStateException("channel closed")))
                .isTrue();
        assertThat(EngineErrors.isDone(Status.UNAVAILABLE.asRuntimeException())).isFalse();
    }

    @Test
    void shouldNotPassWhenTheCommandIsWrong() {
        assertThat(EngineErrors.isPassing(Status.INVALID_ARGUMENT.asRuntimeException()))
                .isFalse();
        assertThat(EngineErrors.isDone(Status.INVALID_ARGUMENT.asRuntimeException()))
                .isFalse();
    }

    private static ClientStatusException waitedFor(Status status) {
        return new ClientStatusException(status, new ExecutionException(status.asRuntimeException()));
    }
}
