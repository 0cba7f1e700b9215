package org.baton.workers.engine;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds how many jobs are worked on at once, so that a burst waits here and not for database connections, and lets a
 * shutdown wait for those in hand.
 */
final class JobsInHand {

    private final int most;
    private final Semaphore places;
    private volatile boolean closed;

    JobsInHand(int most) {
        this.most = most;
        this.places = new Semaphore(most, true);
    }

    /** Works on a job when there is a place for it; after {@link #close} not any more: the engine gives it out again. */
    void work(Runnable job) throws InterruptedException {
        places.acquire();
        try {
            if (!closed) {
                job.run();
            }
        } finally {
            places.release();
        }
    }

    /** Takes no further job and waits for those in hand. */
    void close(Duration patience) throws InterruptedException {
        closed = true;
        if (places.tryAcquire(most, patience.toMillis(), TimeUnit.MILLISECONDS)) {
            places.release(most);
        }
    }
}
