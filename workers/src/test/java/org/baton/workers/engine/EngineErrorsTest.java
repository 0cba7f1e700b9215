package org.baton.workers.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EngineErrorsTest {

    @ParameterizedTest
    @EnumSource(
            value = Status.Code.class,
            names = {"NOT_FOUND", "ALREADY_EXISTS"})
    void shouldBeDoneWhenThereIsNothingLeftToDo(Status.Code code) {
        var told = code.toStatus().asRuntimeException();

        assertThat(EngineErrors.isDone(told)).isTrue();
        assertThat(EngineErrors.isDone(new CompletionException(told))).isTrue();
        assertThat(EngineErrors.isDone(new ClientStatusException(code.toStatus(), new ExecutionException(told))))
                .isTrue();
        assertThat(EngineErrors.isPassing(told)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.Code.class,
            names = {"RESOURCE_EXHAUSTED", "UNAVAILABLE", "DEADLINE_EXCEEDED"})
    void shouldPassWhenTheEngineIsBusyOrAway(Status.Code code) {
        var told = code.toStatus().asRuntimeException();

        assertThat(EngineErrors.isPassing(told)).isTrue();
        assertThat(EngineErrors.isPassing(new CompletionException(told))).isTrue();
        assertThat(EngineErrors.isDone(told)).isFalse();
    }

    @Test
    void shouldNotTryForeverWhatTheEngineRefuses() {
        var told = Status.FAILED_PRECONDITION.asRuntimeException();

        assertThat(EngineErrors.isPassing(told)).isFalse();
        assertThat(EngineErrors.isDone(told)).isFalse();
    }
}
