package org.baton.workers.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class EngineRetryTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final AtomicInteger asked = new AtomicInteger();

    /** An engine that refuses so many commands before it takes one. */
    private Supplier<CompletionStage<String>> refuses(Status status, int times) {
        return () -> asked.incrementAndGet() <= times
                ? CompletableFuture.failedFuture(status.asRuntimeException())
                : CompletableFuture.completedFuture("taken");
    }

    @Test
    void shouldAskAgainWhenTheEngineIsBusy() {
        assertThat(EngineRetry.within(LONG, refuses(Status.RESOURCE_EXHAUSTED, 3)))
                .isEqualTo("taken");
        assertThat(asked).hasValue(4);
    }

    @Test
    void shouldNotMakeAnybodyWaitWhenSent() {
        var answer = EngineRetry.send(refuses(Status.UNAVAILABLE, 2), LONG, EngineErrors::isPassing);

        assertThat(answer).succeedsWithin(LONG).isEqualTo("taken");
        assertThat(asked).hasValue(3);
    }

    @Test
    void shouldNotAskAnEngineAgainThatWentAwayWhenOnlyABusyOneIs() {
        var away = EngineRetry.send(refuses(Status.UNAVAILABLE, 1), LONG, EngineErrors::isBusy);
        assertThat(away).isCompletedExceptionally();
        assertThat(asked).hasValue(1);

        asked.set(0);
        var busy = EngineRetry.send(refuses(Status.RESOURCE_EXHAUSTED, 1), LONG, EngineErrors::isBusy);
        assertThat(busy).succeedsWithin(LONG).isEqualTo("taken");
    }

    @Test
    void shouldAskOnceWhenTheEngineSaysNo() {
        for (var status : new Status[] {Status.INVALID_ARGUMENT, Status.NOT_FOUND, Status.ALREADY_EXISTS}) {
            asked.set(0);
            assertThatThrownBy(() -> EngineRetry.within(LONG, refuses(status, 9)))
                    .isInstanceOfSatisfying(
                            ClientStatusException.class,
                            e -> assertThat(e.getStatusCode()).isEqualTo(status.getCode()));
            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void shouldGiveUpWhenTheEngineStaysAway() {
        assertThatThrownBy(() -> EngineRetry.within(Duration.ofMillis(200), refuses(Status.UNAVAILABLE, 1_000)))
                .isInstanceOfSatisfying(
                        ClientStatusException.class,
                        e -> assertThat(e.getStatusCode()).isEqualTo(Status.Code.UNAVAILABLE));
        assertThat(asked).hasValueBetween(2, 10);
    }
}
