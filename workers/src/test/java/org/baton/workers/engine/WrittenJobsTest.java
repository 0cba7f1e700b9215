package org.baton.workers.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WrittenJobsTest {

    private static final long OTHER_PARTITION = 2L << 51;

    private final Map<Long, CompletableFuture<Void>> asked = new LinkedHashMap<>();
    private final WrittenJobs written = new WrittenJobs(key -> {
        var answer = new CompletableFuture<Void>();
        asked.put(key, answer);
        return answer;
    });

    @Test
    void shouldAskForAJobThatComesAlone() {
        var known = written.await(7);

        assertThat(asked).containsOnlyKeys(7L);
        assertThat(known).isNotDone();
        asked.get(7L).complete(null);
        assertThat(known).isCompleted();
    }

    @Test
    void shouldAskOnceForAllThatCameMeanwhileByTheYoungest() {
        var first = written.await(7);
        var second = written.await(9);
        var third = written.await(8);
        assertThat(asked).containsOnlyKeys(7L);

        asked.get(7L).complete(null);
        assertThat(asked).containsOnlyKeys(7L, 9L);
        assertThat(second).as("came after the engine was asked for the first").isNotDone();
        asked.get(9L).complete(null);

        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
        assertThat(third).isCompleted();
        assertThat(asked).containsOnlyKeys(7L, 9L);
    }

    @Test
    void shouldAskForTheNextWhenTheYoungestIsGone() {
        var first = written.await(7);
        var lost = written.await(9);
        var kept = written.await(8);
        asked.get(7L).complete(null);

        asked.get(9L).completeExceptionally(new StatusRuntimeException(Status.NOT_FOUND));

        assertThat(first).isCompleted();
        assertThat(lost).isCompletedExceptionally();
        assertThat(kept).isNotDone();
        asked.get(8L).complete(null);
        assertThat(kept).isCompleted();
    }

    @Test
    void shouldLeaveAllWhenTheEngineIsAway() {
        var ignored = written.await(7);
        var second = written.await(9);
        var third = written.await(8);
        asked.get(7L).complete(null);

        asked.get(9L).completeExceptionally(new StatusRuntimeException(Status.UNAVAILABLE));

        assertThat(second).isCompletedExceptionally();
        assertThat(third).isCompletedExceptionally();
    }

    @Test
    void shouldAskAgainForThoseThatComeLater() {
        var first = written.await(7);
        asked.get(7L).completeExceptionally(new StatusRuntimeException(Status.UNAVAILABLE));
        var second = written.await(8);

        assertThat(first).isCompletedExceptionally();
        asked.get(8L).complete(null);
        assertThat(second).isCompleted();
    }

    @Test
    void shouldAskEachPartitionForItself() {
        var here = written.await(7);
        var there = written.await(OTHER_PARTITION + 3);

        assertThat(asked).containsOnlyKeys(7L, OTHER_PARTITION + 3);
        asked.get(OTHER_PARTITION + 3).complete(null);
        assertThat(there).isCompleted();
        assertThat(here).isNotDone();
    }
}
