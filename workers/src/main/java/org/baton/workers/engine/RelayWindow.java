package org.baton.workers.engine;

/**
 * How many commands are handed over at once: half as many after the engine refused one for being busy, a few more each
 * time it took them all (additive increase, multiplicative decrease).
 */
final class RelayWindow {

    private static final int LEAST = 8;
    private static final int STEP = 8;

    private final int most;
    private int size;

    RelayWindow(int most) {
        this.most = Math.max(most, LEAST);
        this.size = this.most;
    }

    int size() {
        return size;
    }

    void adjust(boolean tookAll) {
        size = tookAll ? Math.min(most, size + STEP) : Math.max(LEAST, size / 2);
    }
}
