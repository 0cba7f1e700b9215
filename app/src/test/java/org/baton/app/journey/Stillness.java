package org.baton.app.journey;

import java.time.Duration;

/** Notices when nothing happens any more. */
final class Stillness {

    private final Duration patience;
    private int seen = -1;
    private long since = System.nanoTime();

    /** @param patience for how long nothing happens before it is still */
    Stillness(Duration patience) {
        this.patience = patience;
    }

    /** @param happened how many things have happened by now */
    boolean isStillAt(int happened) {
        if (happened != seen) {
            seen = happened;
            since = System.nanoTime();
        }
        return System.nanoTime() - since > patience.toNanos();
    }
}
