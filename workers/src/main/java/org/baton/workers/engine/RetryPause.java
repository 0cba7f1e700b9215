package org.baton.workers.engine;

import java.time.Duration;

/** The growing pause between the tries of a job, so that a system that is down is not hammered. */
record RetryPause(Duration first, int factor) {

    /** Retries that a diagram gives a job. */
    private static final int USUAL_RETRIES = 3;

    /** @param retriesLeft after the failure; the fewer are left, the longer the pause */
    Duration before(int retriesLeft) {
        var pause = first;
        for (int i = retriesLeft; i < USUAL_RETRIES - 1; i++) {
            pause = pause.multipliedBy(factor);
        }
        return pause;
    }
}
