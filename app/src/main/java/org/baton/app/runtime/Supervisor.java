package org.baton.app.runtime;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings back what dies while Baton runs: PostgreSQL or the engine, with growing pauses and not for ever. */
final class Supervisor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final Duration GLANCE = Duration.ofMillis(500);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int MOST_TRIES = 10;

    private final Progress progress;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("supervisor-", 0).factory());
    private volatile boolean closed;

    Supervisor(Progress progress) {
        this.progress = progress;
    }

    /** Watches a service that has been started. */
    void watch(SupervisedService service) {
        later(() -> check(service), GLANCE);
    }

    private void check(SupervisedService service) {
        if (service.lives()) {
            watch(service);
        } else {
            restart(service, 1);
        }
    }

    private void restart(SupervisedService service, int attempt) {
        Duration pause = pause(attempt);
        tell(service, "is gone; starting it again in " + pause.toSeconds() + " s (try " + attempt + ")");
        later(() -> startAgain(service, attempt), pause);
    }

    private void later(Runnable task, Duration pause) {
        try {
            Future<?> unused = timer.schedule(task, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Baton stops: nothing is watched any more");
        }
    }

    private void startAgain(SupervisedService service, int attempt) {
        if (closed) {
            return;
        }
        try {
            service.start();
            tell(service, "runs again on " + service.address());
            watch(service);
        } catch (RuntimeException e) {
            if (closed) {
                return;
            }
            LOG.error("{} did not start again", service.name(), e);
            if (attempt < MOST_TRIES) {
                restart(service, attempt + 1);
            } else {
                tell(service, "did not come back after " + MOST_TRIES + " tries: stop Baton and look at its log");
            }
        }
    }

    private void tell(SupervisedService service, String what) {
        LOG.warn("{} {}", service.name(), what);
        progress.say(service.name(), what);
    }

    static Duration pause(int attempt) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** From here on nothing is started again. */
    @Override
    public void close() {
        closed = true;
        timer.shutdownNow();
    }
}
