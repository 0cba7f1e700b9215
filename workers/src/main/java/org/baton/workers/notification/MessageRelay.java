package org.baton.workers.notification;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.baton.domain.notification.NotificationEvents;
import org.baton.domain.notification.NotificationOutbox;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Tells customers what no process step tells them: plans the messages of the events that were committed, and sends
 * what is due at once, several at a time. Several relays may run: each message is leased to one of them.
 */
@Component
class MessageRelay implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(MessageRelay.class);
    private static final int EVENTS_AT_ONCE = 50;
    private static final int MESSAGES_AT_ONCE = 200;
    private static final long LOOK_EVERY_MS = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final NotificationOutbox outbox;
    private final Semaphore written = new Semaphore(0);
    private final Semaphore places;
    private final Set<String> onTheirWay = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Thread thread;

    MessageRelay(NotificationOutbox outbox) {
        this.outbox = outbox;
        this.places = new Semaphore(outbox.senders());
    }

    @TransactionalEventListener
    void written(NotificationEvents.Written event) {
        written.release();
    }

    @Override
    public void start() {
        var relay = Thread.ofVirtual().name("message-relay").unstarted(this::relay);
        // The relay ends when it is not the running one: it must be before its first look.
        thread = relay;
        relay.start();
    }

    private void relay() {
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            while (isRunning()) {
                try {
                    var planned = outbox.planDue(EVENTS_AT_ONCE);
                    var handedOut = send(senders);
                    var busy = planned == EVENTS_AT_ONCE || handedOut == MESSAGES_AT_ONCE;
                    if (!busy && written.tryAcquire(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
                        var ignored = written.drainPermits();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                } catch (RuntimeException e) {
                    LOG.warn("messages wait for the database: {}", e.getMessage());
                    pause();
                }
            }
        }
    }

    /** @return how many messages were due */
    private int send(ExecutorService senders) throws InterruptedException {
        var due = outbox.due(MESSAGES_AT_ONCE);
        for (var key : due) {
            if (isRunning() && onTheirWay.add(key)) {
                places.acquire();
                senders.execute(() -> send(key));
            }
        }
        return due.size();
    }

    private void send(String key) {
        try {
            outbox.send(key);
        } catch (RuntimeException e) {
            LOG.warn("{} could not be sent: {}", key, e.toString());
        } finally {
            onTheirWay.remove(key);
            places.release();
        }
    }

    private void pause() {
        try {
            var ignored = written.tryAcquire(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        var running = thread;
        thread = null;
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

    /** Started before the API and stopped after it, like the relay to the engine. */
    @Override
    public int getPhase() {
        return 0;
    }
}
