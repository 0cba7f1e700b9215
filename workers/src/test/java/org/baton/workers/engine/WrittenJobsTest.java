package org.baton.workers.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WrittenJobsTest {

    private static final long OTHER_PARTITION = 2L << 51;

    private final Map<Long, CompletableFuture<Void>> asked = new LinkedHashMap<>();
    private final List<Runnable> afterPatience = new ArrayList<>();
    private long now = 1_000;
    private final WrittenJobs written = new WrittenJobs(
            key -> {
                var answer = new CompletableFuture<Void>();
                asked.put(key, answer);
                return answer;
            },
            () -> now,
            afterPatience::add);

    @Test
    void shouldAskAtOnceWhenNoOtherCommandsAreSent() {
        othersAreBusy();
        now += Duration.ofMillis(20).toNanos();

        var known = written.await(7, now);

        assertThat(asked).containsOnlyKeys(7L);
        assertThat(known).isNotDone();
        asked.get(7L).complete(null);
        assertThat(known).isCompleted();
    }

    @Test
    void shouldNotAskWhenACommandIsTakenThatWasSentAfterTheJobHadCome() {
        othersAreBusy();
        var first = written.await(7, now);
        var ended = send();
        var second = written.await(8, now);

        patienceEnds();
        assertThat(asked).containsOnlyKeys(8L);
        ended.complete(null);

        assertThat(first).isCompleted();
        assertThat(second).as("came after the command was sent").isNotDone();
    }

    @Test
    void shouldAskWhenTheCommandOfAnotherIsNotTaken() {
        othersAreBusy();
        var known = written.await(7, now);
        var ended = send();

        ended.completeExceptionally(new StatusRuntimeException(Status.NOT_FOUND));

        assertThat(known).isNotDone();
        assertThat(asked).containsOnlyKeys(7L);
    }

    @Test
    void shouldNotTrustAnAnswerThatTookAsLongAsAnEngineNeedsToComeBack() {
        othersAreBusy();
        var known = written.await(7, now);
        var ended = send();
        now += Duration.ofSeconds(1).toNanos();

        ended.complete(null);

        assertThat(known).isNotDone();
        assertThat(asked).containsOnlyKeys(7L);
    }

    @Test
    void shouldAskAtOnceForAJobThatHasWaitedForItsTurnSoLong() {
        var since = now;
        now += Duration.ofSeconds(1).toNanos();
        othersAreBusy();

        var known = written.await(7, since);

        assertThat(known).isNotDone();
        assertThat(asked).containsOnlyKeys(7L);
    }

    @Test
    void shouldNotTakeTheAnswerOfOnePartitionForAnother() {
        othersAreBusy();
        var known = written.await(7, now);

        var ignored = written.send(OTHER_PARTITION + 3, () -> CompletableFuture.completedFuture(null));

        assertThat(known).isNotDone();
    }

    @Test
    void shouldAskOnceForAllThatWaitByTheYoungest() {
        othersAreBusy();
        var first = written.await(7, now);
        var second = written.await(9, now);
        var third = written.await(8, now);
        assertThat(asked).isEmpty();

        patienceEnds();
        assertThat(asked).containsOnlyKeys(9L);
        asked.get(9L).complete(null);

        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
        assertThat(third).isCompleted();
        assertThat(asked).containsOnlyKeys(9L);
    }

    @Test
    void shouldAskForTheNextWhenTheYoungestIsGone() {
        othersAreBusy();
        var kept = written.await(8, now);
        var lost = written.await(9, now);
        patienceEnds();

        asked.get(9L).completeExceptionally(new StatusRuntimeException(Status.NOT_FOUND));

        assertThat(lost).isCompletedExceptionally();
        assertThat(kept).isNotDone();
        asked.get(8L).complete(null);
        assertThat(kept).isCompleted();
    }

    @Test
    void shouldLeaveAllWhenTheEngineIsAway() {
        othersAreBusy();
        var first = written.await(8, now);
        var second = written.await(9, now);
        patienceEnds();

        asked.get(9L).completeExceptionally(new StatusRuntimeException(Status.UNAVAILABLE));

        assertThat(first).isCompletedExceptionally();
        assertThat(second).isCompletedExceptionally();
    }

    @Test
    void shouldAskAgainForAJobThatComesAgain() {
        var first = written.await(7, now);
        asked.remove(7L).completeExceptionally(new StatusRuntimeException(Status.UNAVAILABLE));
        var second = written.await(7, now);

        assertThat(first).isCompletedExceptionally();
        asked.get(7L).complete(null);
        assertThat(second).isCompleted();
    }

    @Test
    void shouldAskEachPartitionForItself() {
        var here = written.await(7, now);
        var there = written.await(OTHER_PARTITION + 3, now);

        assertThat(asked).containsOnlyKeys(7L, OTHER_PARTITION + 3);
        asked.get(OTHER_PARTITION + 3).complete(null);
        assertThat(there).isCompleted();
        assertThat(here).isNotDone();
    }

    private void othersAreBusy() {
        var ignored = send();
    }

    /** A command for another job, which is not answered yet. */
    private CompletableFuture<Void> send() {
        var answer = new CompletableFuture<Void>();
        var ignored = written.send(3, () -> answer);
        return answer;
    }

    private void patienceEnds() {
        var ended = List.copyOf(afterPatience);
        afterPatience.clear();
        ended.forEach(Runnable::run);
    }
}
