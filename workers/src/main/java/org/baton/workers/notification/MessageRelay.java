package org.baton.workers.notification;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.baton.domain.common.Loop;
import org.baton.domain.notification.NotificationEvents;
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
    private static final int EVENTS_AT_ONCE = 50;
    private static final int MESSAGES_AT_ONCE = 200;

    private final NotificationOutbox outbox;
    private final UnderWay messages;
    private final Set<String> onTheirWay = ConcurrentHashMap.newKeySet();

    MessageRelay(NotificationOutbox outbox) {
        super("message-relay", Duration.ofMillis(500));
        this.outbox = outbox;
        this.messages = new UnderWay(outbox.senders());
    }

    @TransactionalEventListener
    void written(NotificationEvents.Written event) {
        wake();
    }

    @Override
    protected boolean turn() throws InterruptedException {
        var planned = outbox.planDue(EVENTS_AT_ONCE);
        var handedOut = send();
        return planned == EVENTS_AT_ONCE || handedOut == MESSAGES_AT_ONCE;
    }

    /** @return how many messages were due */
    private int send() throws InterruptedException {
        var due = outbox.due(MESSAGES_AT_ONCE);
        for (var key : due) {
            if (isRunning() && onTheirWay.add(key)) {
                messages.start(() -> send(key));
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
        }
    }

    /** Lets the messages that are on their way go out. */
    @Override
    public void stop() {
        super.stop();
        messages.arrive();
    }
}
