package org.baton.workers.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
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

    private void work(Runnable job) {
        try {
            jobs.work(job);
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
