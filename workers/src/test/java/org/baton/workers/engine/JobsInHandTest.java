package org.baton.workers.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A shutdown lets what is in hand end, and begins nothing more. */
class JobsInHandTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final JobsInHand jobs = new JobsInHand(2);
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @Test
    void shouldWaitForTheJobInHandAndTakeNoOtherWhenItCloses() throws InterruptedException {
        var job = Thread.startVirtualThread(() -> work(() -> {
            begun.countDown();
            awaitEnd();
            done.add("in hand");
        }));
        assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        var closing = Thread.startVirtualThread(this::close);
        await().atMost(PATIENCE).until(() -> closing.getState() == Thread.State.TIMED_WAITING);

        assertThat(done).as("closing waits").isEmpty();
        mayEnd.countDown();

        assertThat(closing.join(PATIENCE)).isTrue();
        assertThat(job.join(PATIENCE)).isTrue();
        work(() -> done.add("too late"));
        assertThat(done).containsExactly("in hand", "closed");
    }

    @Test
    void shouldLetOrdersThatHaveBegunGoFirstAndOneBeginNowAndThen() throws InterruptedException {
        var one = new JobsInHand(1);
        var waiting = new ArrayList<Thread>();
        one.work(false, () -> {
            for (int i = 1; i <= 2; i++) {
                waiting.add(waitFor(one, true, "beginning"));
            }
            for (int i = 1; i <= 20; i++) {
                waiting.add(waitFor(one, false, "under way"));
            }
        });
        for (var job : waiting) {
            assertThat(job.join(PATIENCE)).isTrue();
        }

        assertThat(done).hasSize(22).endsWith("under way", "beginning");
        assertThat(done.indexOf("beginning")).isEqualTo(15);
    }

    /** @return once it waits for its place */
    private Thread waitFor(JobsInHand hands, boolean beginning, String what) {
        var job = Thread.startVirtualThread(() -> {
            try {
                hands.work(beginning, () -> done.add(what));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await().atMost(PATIENCE).until(() -> job.getState() == Thread.State.WAITING);
        return job;
    }

    @Test
    void shouldGiveThePlaceOnWhenTheOneWhoWaitsForItIsInterrupted() throws InterruptedException {
        var one = new JobsInHand(1);
        one.work(false, () -> {
            var impatient = waitFor(one, false, "interrupted");
            impatient.interrupt();
            await().atMost(PATIENCE).until(() -> !impatient.isAlive());
        });

        one.work(false, () -> done.add("next"));

        assertThat(done).containsExactly("next");
    }

    private void work(Runnable job) {
        try {
            jobs.work(false, job);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void close() {
        try {
            jobs.close(PATIENCE);
            done.add("closed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitEnd() {
        try {
            assertThat(mayEnd.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
