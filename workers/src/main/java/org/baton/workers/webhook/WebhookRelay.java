package org.baton.workers.webhook;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.baton.domain.webhook.WebhookEvents;
import org.baton.domain.webhook.WebhookOutbox;
import org.baton.domain.webhook.WebhookOutbox.Letter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Sends what other systems want to hear of, as soon as it is committed. Each endpoint is sent a bounded number of events
 * at a time, beside the others, so that one which is slow or down holds up none. Several relays may run: each leases what
 * it sends.
 */
@Component
class WebhookRelay implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookRelay.class);
    private static final long LOOK_EVERY_MS = 1_000;
    private static final long FORGET_EVERY_NANOS = Duration.ofHours(1).toNanos();
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final WebhookOutbox outbox;
    private final Semaphore news = new Semaphore(0);
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Thread thread;

    WebhookRelay(WebhookOutbox outbox) {
        this.outbox = outbox;
    }

    @TransactionalEventListener
    void written(WebhookEvents.Written event) {
        news.release();
    }

    @Override
    public void start() {
        var relay = Thread.ofVirtual().name("webhook-relay").unstarted(this::relay);
        thread = relay;
        relay.start();
    }

    private void relay() {
        var forgotten = System.nanoTime() - FORGET_EVERY_NANOS;
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            while (isRunning()) {
                try {
                    send(senders);
                    if (System.nanoTime() - forgotten >= FORGET_EVERY_NANOS) {
                        var ignored = outbox.forget();
                        forgotten = System.nanoTime();
                    }
                } catch (RuntimeException e) {
                    LOG.warn("webhooks wait for the database: {}", e.getMessage());
                }
                if (news.tryAcquire(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
                    var ignored = news.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends a batch to each endpoint that is not being sent to; who ends the last of a batch asks for the next. */
    private void send(ExecutorService senders) {
        outbox.lease(busy).stream()
                .collect(Collectors.groupingBy(Letter::endpointId))
                .forEach((endpoint, letters) -> {
                    busy.add(endpoint);
                    var left = new AtomicInteger(letters.size());
                    letters.forEach(letter -> senders.execute(() -> send(letter, endpoint, left)));
                });
    }

    private void send(Letter letter, String endpoint, AtomicInteger left) {
        try {
            outbox.send(letter);
        } catch (RuntimeException e) {
            LOG.warn("a webhook to {} could not be noted: {}", endpoint, e.toString());
        } finally {
            if (left.decrementAndGet() == 0) {
                busy.remove(endpoint);
                news.release();
            }
        }
    }

    @Override
    public void stop() {
        var running = thread;
        thread = null;
        news.release();
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

    /** Started before the API and stopped after it, like the other relays. */
    @Override
    public int getPhase() {
        return 0;
    }
}
