package org.baton.workers.notification;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import org.baton.domain.common.Loop;
import org.baton.domain.notification.NotificationEvents.Written;
import org.baton.domain.notification.NotificationOutbox;
import org.baton.workers.UnderWay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Tells customers what no process step tells them: plans the messages of the events that were committed, and sends
 * what is due at once, several at a time. Several relays may run: each message is leased to one of them.
 */
@Component
class MessageRelay extends Loop {

    private static final Logger LOG = LoggerFactory.getLogger(MessageRelay.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int MOST_TOLD = 1_000;
    private static final int EVENTS_AT_ONCE = 50;
    private static final int MESSAGES_AT_ONCE = 200;

    private final NotificationOutbox outbox;
    private final UnderWay messages;
    private final Set<String> onTheirWay = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<Written> told = new ArrayBlockingQueue<>(MOST_TOLD);
    private long lookedAt;
    private boolean behind = true;

    MessageRelay(NotificationOutbox outbox) {
        super("message-relay", PAUSE);
        this.outbox = outbox;
        this.messages = new UnderWay(outbox.senders());
    }

    @TransactionalEventListener
    void written(Written event) {
        // What finds no place is found by the next look.
        var ignored = told.offer(event);
        wake();
    }

    /** Works off what it was told of; now and then it looks for what nobody told it, e.g. because another was killed. */
    @Override
    protected boolean turn() throws InterruptedException {
        var events = new ArrayList<Written>();
        told.drainTo(events, EVENTS_AT_ONCE);
        plan(events);
        if (behind || System.nanoTime() - lookedAt >= PAUSE.toNanos()) {
            lookedAt = System.nanoTime();
            behind = look();
        }
        return behind || !told.isEmpty();
    }

    /** @return whether there is more to find */
    private boolean look() throws InterruptedException {
        var events = outbox.events(EVENTS_AT_ONCE);
        plan(events);
        var due = outbox.due(MESSAGES_AT_ONCE);
        for (var key : due) {
            handOut(key, () -> outbox.send(key));
        }
        return events.size() == EVENTS_AT_ONCE || due.size() == MESSAGES_AT_ONCE;
    }

    private void plan(List<Written> events) throws InterruptedException {
        for (var message : outbox.plan(events)) {
            handOut(message.key(), () -> outbox.send(message));
        }
    }

    private void handOut(String key, Runnable sending) throws InterruptedException {
        if (isRunning() && onTheirWay.add(key)) {
            messages.start(() -> send(key, sending));
        }
    }

    private void send(String key, Runnable sending) {
        try {
            sending.run();
        } catch (RuntimeException e) {
            LOG.warn("{} could not be sent: {}", key, e.toString());
        } finally {
            onTheirWay.remove(key);
        }
    }

    /** Lets the messages that are on their way go out. */
    @Override
    public void stop() {
        super.stop();
        messages.arrive();
    }
}
