package org.baton.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SupervisorTest {

    @Test
    void shouldStartAgainWhatDied() {
        Mortal service = new Mortal();
        try (Supervisor supervisor = new Supervisor(Progress.silent())) {
            supervisor.watch(service);
            service.alive = false;

            await().atMost(Duration.ofSeconds(10)).until(() -> service.starts.get() == 1 && service.alive);
        }
    }

    @Test
    void shouldWaitLongerAfterEachTryButNotForEver() {
        assertThat(Supervisor.pause(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(Supervisor.pause(3)).isEqualTo(Duration.ofSeconds(4));
        assertThat(Supervisor.pause(10)).isEqualTo(Duration.ofSeconds(30));
    }

    private static final class Mortal implements SupervisedService {

        private final AtomicInteger starts = new AtomicInteger();
        private volatile boolean alive = true;

        @Override
        public String name() {
            return "Mortal";
        }

        @Override
        public void start() {
            alive = true;
            starts.incrementAndGet();
        }

        @Override
        public String address() {
            return "nowhere";
        }

        @Override
        public boolean lives() {
            return alive;
        }

        @Override
        public void close() {
            alive = false;
        }
    }
}
