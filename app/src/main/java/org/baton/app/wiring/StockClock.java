package org.baton.app.wiring;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.baton.domain.fulfilment.Backorders;
import org.baton.domain.fulfilment.OversoldUnits;
import org.baton.domain.inventory.LiveStock;
import org.baton.domain.inventory.SalesVelocity;
import org.baton.domain.promise.HeldPromises;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Does what stock needs done again and again; several Batons may do it at once. */
@Component
class StockClock implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(StockClock.class);
    private static final long LOOK_EVERY_MS = 200;
    private static final long SECOND_MS = 1_000;
    private static final long MINUTE_MS = 60_000;
    private static final long QUARTER_DAY_MS = 6 * 60 * MINUTE_MS;
    private static final int THREADS = 2;

    private final LiveStock live;
    private final HeldPromises promises;
    private final OversoldUnits oversold;
    private final Backorders backorders;
    private final SalesVelocity velocity;
    private @Nullable ScheduledExecutorService timer;

    StockClock(
            LiveStock live,
            HeldPromises promises,
            OversoldUnits oversold,
            Backorders backorders,
            SalesVelocity velocity) {
        this.live = live;
        this.promises = promises;
        this.oversold = oversold;
        this.backorders = backorders;
        this.velocity = velocity;
    }

    @Override
    public synchronized void start() {
        var threads = Executors.newScheduledThreadPool(
                THREADS, Thread.ofPlatform().name("stock-clock-", 0).daemon().factory());
        timer = threads;
        every(threads, LOOK_EVERY_MS, live::refresh);
        every(threads, SECOND_MS, promises::expire);
        every(threads, SECOND_MS, oversold::handle);
        every(threads, MINUTE_MS, backorders::sweep);
        every(threads, QUARTER_DAY_MS, velocity::measure);
    }

    private static void every(ScheduledExecutorService threads, long milliseconds, Runnable work) {
        var ignored = threads.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        LOG.warn("stock is seen to again in {} ms: {}", milliseconds, e.getMessage());
                    }
                },
                0,
                milliseconds,
                TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void stop() {
        if (timer != null) {
            timer.shutdown();
            timer = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }
}
