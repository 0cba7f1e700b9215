package org.baton.workers;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** What a relay has handed out: so many at a time, each on a thread of its own, and at the end all are waited for. */
public final class UnderWay {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final int most;
    private final Semaphore places;

    /** @param most that may be under way at the same time */
    public UnderWay(int most) {
        this.most = most;
        this.places = new Semaphore(most);
    }

    /** Begins as soon as there is a place. */
    public void start(Runnable work) throws InterruptedException {
        places.acquire();
        var ignored = Thread.startVirtualThread(() -> {
            try {
                work.run();
            } finally {
                places.release();
            }
        });
    }

    /** Returns when nothing is under way any more, at the latest after 15 s. Nothing may be started meanwhile. */
    public void arrive() {
        try {
            if (places.tryAcquire(most, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                places.release(most);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
