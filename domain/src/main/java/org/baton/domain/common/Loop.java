package org.baton.domain.common;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Work that is done again and again while Baton runs, on a thread of its own: a turn, a rest until it is woken or its
 * pause is over, the next turn. A turn that fails is repeated after a growing rest, so that a database that is away is
 * neither flooded with questions nor given up. Started before the API and stopped after it: what the API accepts is
 * worked off.
 */
public abstract class Loop implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration FIRST_REST = Duration.ofMillis(250);
    private static final int MOST_DOUBLINGS = 4;

    private final String name;
    private final Duration pause;
    private final Semaphore calls = new Semaphore(0);
    private volatile CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Thread thread;

    /**
     * @param name of the thread, for logs
     * @param pause the longest rest between two turns when all is well
     */
    protected Loop(String name, Duration pause) {
        this.name = name;
        this.pause = pause;
    }

    /** @return whether there may be more to do at once */
    protected abstract boolean turn() throws InterruptedException;

    /** Ends the rest: there is something to do. */
    protected final void wake() {
        calls.release();
    }

    /** Waits within a turn, but not longer than until Baton stops. */
    protected final void rest(Duration time) throws InterruptedException {
        var ignored = stopping.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void start() {
        stopping = new CountDownLatch(1);
        var loop = Thread.ofVirtual().name(name).unstarted(this::run);
        // A loop ends when it is not the running one: it must be before its first turn.
        thread = loop;
        loop.start();
    }

    private void run() {
        var failures = 0;
        try {
            while (Thread.currentThread().equals(thread)) {
                try {
                    if (!turn() && calls.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                        var ignored = calls.drainPermits();
                    }
                    failures = 0;
                } catch (RuntimeException e) {
                    var time = FIRST_REST.multipliedBy(1L << Math.min(failures++, MOST_DOUBLINGS));
                    log(e, time);
                    rest(time);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void log(RuntimeException e, Duration time) {
        if (e instanceof DataAccessException || e instanceof TransactionException) {
            LOG.warn("{} waits for the database, {}: {}", name, time, e.getMessage());
        } else {
            LOG.error("{} broke, and goes on in {}", name, time, e);
        }
    }

    /** Lets the turn in hand end. */
    @Override
    public void stop() {
        var running = thread;
        thread = null;
        stopping.countDown();
        wake();
        if (running != null) {
            try {
                var ignored = running.join(PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
