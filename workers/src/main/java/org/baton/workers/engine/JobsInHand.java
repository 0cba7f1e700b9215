package org.baton.workers.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Bounds how many jobs are worked on at once, so that a burst waits here and not for database connections, and lets a
 * shutdown wait for those in hand. Orders that have begun go before those that begin: when more come than can be done, the
 * new ones wait, and those under way are not left between two of their steps.
 */
final class JobsInHand {

    /** Then one order begins all the same, so that some do while those under way wait for a slow vendor. */
    private static final int MOST_BEFORE_A_BEGINNING = 16;

    private final int most;
    private final Queue<CountDownLatch> underWay = new ArrayDeque<>();
    private final Queue<CountDownLatch> beginnings = new ArrayDeque<>();
    private int inHand;
    private int passed;
    private volatile boolean closed;

    JobsInHand(int most) {
        this.most = most;
    }

    /**
     * Works on a job when there is a place for it; after {@link #close} not any more: the engine gives it out again.
     *
     * @param beginning whether it is the first job of its order
     */
    void work(boolean beginning, Runnable job) throws InterruptedException {
        awaitPlace(beginning);
        try {
            if (!closed) {
                job.run();
            }
        } finally {
            giveBack();
        }
    }

    /** Takes no further job and waits for those in hand. */
    synchronized void close(Duration patience) throws InterruptedException {
        closed = true;
        var end = System.nanoTime() + patience.toNanos();
        for (var left = patience.toMillis(); inHand > 0 && left > 0; left = millisUntil(end)) {
            wait(left);
        }
    }

    private static long millisUntil(long nanoTime) {
        return TimeUnit.NANOSECONDS.toMillis(nanoTime - System.nanoTime());
    }

    private void awaitPlace(boolean beginning) throws InterruptedException {
        var place = new CountDownLatch(1);
        synchronized (this) {
            (beginning ? beginnings : underWay).add(place);
            giveOut();
        }
        try {
            place.await();
        } catch (InterruptedException e) {
            giveUp(place);
            throw e;
        }
    }

    private synchronized void giveUp(CountDownLatch place) {
        if (!underWay.remove(place) && !beginnings.remove(place)) {
            giveBack();
        }
    }

    private synchronized void giveBack() {
        inHand--;
        giveOut();
        notifyAll();
    }

    private void giveOut() {
        while (inHand < most && !(underWay.isEmpty() && beginnings.isEmpty())) {
            inHand++;
            next().countDown();
        }
    }

    private CountDownLatch next() {
        var begins = underWay.isEmpty() || !beginnings.isEmpty() && passed >= MOST_BEFORE_A_BEGINNING;
        passed = begins ? 0 : passed + 1;
        return begins ? beginnings.remove() : underWay.remove();
    }
}
