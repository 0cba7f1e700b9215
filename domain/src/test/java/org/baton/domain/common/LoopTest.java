package org.baton.domain.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopTest {

    private static final Duration FOR_EVER = Duration.ofDays(1);
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    /** What a turn does; true if there is more. */
    private interface Turn {
        boolean take(int number) throws InterruptedException;
    }

    private static final class Counting extends Loop {

        private final AtomicInteger turns = new AtomicInteger();
        private final Turn turn;

        Counting(Duration pause, Turn turn) {
            super("counting", pause);
            this.turn = turn;
        }

        @Override
        protected boolean turn() throws InterruptedException {
            return turn.take(turns.incrementAndGet());
        }

        void call() {
            wake();
        }
    }

    private Counting loop = new Counting(FOR_EVER, number -> false);

    private void started(Duration pause, Turn turn) {
        loop = new Counting(pause, turn);
        loop.start();
    }

    private void awaitTurns(int number) {
        Awaitility.await()
                .atMost(DEADLINE)
                .untilAsserted(() -> assertThat(loop.turns.get()).isEqualTo(number));
    }

    @AfterEach
    void stop() {
        loop.stop();
    }

    @Test
    void shouldGoOnAtOnceWhileThereIsMore() {
        started(FOR_EVER, number -> number < 5);

        awaitTurns(5);
    }

    @Test
    void shouldTakeATurnWhenItIsWokenOrItsPauseIsOver() {
        started(FOR_EVER, number -> false);
        awaitTurns(1);
        loop.call();
        awaitTurns(2);
        loop.stop();

        started(Duration.ofMillis(1), number -> false);
        Awaitility.await().atMost(DEADLINE).until(() -> loop.turns.get() > 3);
    }

    @Test
    void shouldGoOnWhenTurnsFail() {
        started(FOR_EVER, number -> {
            if (number < 3) {
                throw new IllegalStateException("broken");
            }
            return false;
        });

        awaitTurns(3);
    }

    @Test
    void shouldLetTheTurnInHandEndAndTakeNoMoreWhenStopped() throws Exception {
        var begun = new CountDownLatch(1);
        var ended = new AtomicInteger();
        started(FOR_EVER, number -> {
            begun.countDown();
            Thread.yield();
            return ended.incrementAndGet() > 0;
        });
        assertThat(begun.await(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        loop.stop();

        assertThat(loop.isRunning()).isFalse();
        var taken = loop.turns.get();
        assertThat(ended.get()).isEqualTo(taken);
        loop.call();
        assertThat(loop.turns.get()).isEqualTo(taken);
    }

    @Test
    void shouldTakeTurnsAgainWhenStartedAgain() {
        started(FOR_EVER, number -> false);
        awaitTurns(1);
        loop.stop();
        loop.start();

        assertThat(loop.isRunning()).isTrue();
        awaitTurns(2);
    }
}
