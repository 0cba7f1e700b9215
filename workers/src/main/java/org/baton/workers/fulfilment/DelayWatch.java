package org.baton.workers.fulfilment;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.baton.domain.fulfilment.Delays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks now and then whether a promise has passed, so that the customer hears of it without asking. */
@Component
class DelayWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DelayWatch.class);
    private static final int AT_ONCE = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Delays delays;
    private final Duration every;
    private volatile CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Thread thread;

    DelayWatch(Delays delays, @Value("${baton.delays.look-every:30s}") Duration every) {
        this.delays = delays;
        this.every = every;
    }

    @Override
    public void start() {
        stopping = new CountDownLatch(1);
        var watch = Thread.ofVirtual().name("delay-watch").unstarted(this::watch);
        thread = watch;
        watch.start();
    }

    private void watch() {
        try {
            do {
                try {
                    while (isRunning() && delays.note(AT_ONCE) == AT_ONCE) {
                        // until all are noted
                    }
                } catch (RuntimeException e) {
                    LOG.warn("delays wait for the database: {}", e.getMessage());
                }
            } while (!stopping.await(every.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        var running = thread;
        thread = null;
        stopping.countDown();
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

    /** Started before the API and stopped after it, like the relays. */
    @Override
    public int getPhase() {
        return 0;
    }
}
