package org.baton.domain.notification;

import java.util.List;
import java.util.concurrent.Executors;
import org.baton.domain.common.GatewayUnavailableException;
import org.baton.domain.notification.Notification.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** What the relay works off: events to plan and messages to send, each retried with a growing pause. */
@Service
public class NotificationOutbox {

    private static final Logger LOG = LoggerFactory.getLogger(NotificationOutbox.class);
    private static final int MOST_DOUBLINGS = 8;
    private static final int PLANNERS = 4;

    private final NotificationEvents events;
    private final NotificationBook book;
    private final Postman postman;
    private final Cadence cadence;
    private final NotificationSettings settings;

    NotificationOutbox(
            NotificationEvents events,
            NotificationBook book,
            Postman postman,
            Cadence cadence,
            NotificationSettings settings) {
        this.events = events;
        this.book = book;
        this.postman = postman;
        this.cadence = cadence;
        this.settings = settings;
    }

    /**
     * Plans the messages of the events that wait, some side by side.
     *
     * @return how many events there were
     */
    public int planDue(int most) {
        var due = events.due(most);
        if (due.size() <= 1) {
            due.forEach(this::plan);
            return due.size();
        }
        try (var planners = Executors.newFixedThreadPool(
                Math.min(due.size(), PLANNERS), Thread.ofVirtual().factory())) {
            due.forEach(id -> planners.execute(() -> plan(id)));
        }
        return due.size();
    }

    private void plan(long id) {
        try {
            var ignored = events.plan(id);
        } catch (RuntimeException e) {
            LOG.warn("the messages of event {} cannot be planned: {}", id, e.toString());
            events.putOff(id);
        }
    }

    /** Keys of the messages to send, the longest due first. */
    public List<String> due(int most) {
        return book.dueForRelay(most);
    }

    /** Sends one message; a provider that does not answer is asked again later, until the message is given up. */
    public void send(String key) {
        var message = book.find(key).filter(Notification::isOpen).orElse(null);
        if (message == null) {
            return;
        }
        var attempts = message.attempts();
        var pause = settings.firstPause().multipliedBy(1L << Math.min(attempts, MOST_DOUBLINGS));
        try {
            postman.deliver(message, pause);
        } catch (GatewayUnavailableException e) {
            if (attempts + 1 >= settings.tries()) {
                giveUp(key, "not answered");
            } else {
                LOG.info("{} is tried again in {}", key, pause);
            }
        } catch (UnknownTemplateException e) {
            LOG.error("{} cannot be worded", key, e);
            giveUp(key, "no words: " + e.getMessage());
        }
    }

    private void giveUp(String key, String reason) {
        book.find(key).filter(Notification::isOpen).ifPresent(message -> {
            book.end(message, Status.FAILED, null, reason);
            cadence.fallBack(message, reason);
        });
    }

    /** How many messages may be on their way at the same time. */
    public int senders() {
        return settings.senders();
    }
}
