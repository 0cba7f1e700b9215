package org.baton.domain.notification;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.baton.domain.common.GatewayUnavailableException;
import org.baton.domain.notification.Notification.Status;
import org.baton.domain.notification.NotificationEvents.Written;
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

    /** The events that wait to be planned, the longest due first. */
    public List<Written> events(int most) {
        return events.due(most);
    }

    /**
     * Plans the messages of events, some side by side. An event that cannot be planned yet is found by {@link #events}
     * later.
     *
     * @return the messages that the caller has to send at once: what is planned now is found by {@link #due} only when its
     *     lease has run out
     */
    public List<DueMessage> plan(List<Written> waiting) {
        if (waiting.size() <= 1) {
            return waiting.stream().flatMap(event -> plan(event).stream()).toList();
        }
        var due = new ConcurrentLinkedQueue<DueMessage>();
        try (var planners = Executors.newFixedThreadPool(
                Math.min(waiting.size(), PLANNERS), Thread.ofVirtual().factory())) {
            waiting.forEach(event -> planners.execute(() -> due.addAll(plan(event))));
        }
        return List.copyOf(due);
    }

    private List<DueMessage> plan(Written event) {
        try {
            return events.plan(event);
        } catch (RuntimeException e) {
            LOG.warn("the messages of event {} cannot be planned: {}", event.id(), e.toString());
            events.putOff(event.id());
            return List.of();
        }
    }

    /** Keys of the messages to send, the longest due first. */
    public List<String> due(int most) {
        return book.dueForRelay(most);
    }

    /** Sends one message; a provider that does not answer is asked again later, until the message is given up. */
    public void send(String key) {
        book.find(key).ifPresent(message -> send(key, message.attempts(), pause -> postman.deliver(message, pause)));
    }

    /** Sends a message that was planned just now, as {@link #send(String)} does. */
    public void send(DueMessage due) {
        var planned = due.planned();
        if (planned == null) {
            send(due.key());
            return;
        }
        send(due.key(), 0, pause -> {
            if (!postman.deliverPlanned(planned, pause)) {
                send(due.key());
            }
        });
    }

    private void send(String key, int attempts, Consumer<Duration> delivery) {
        var pause = settings.firstPause().multipliedBy(1L << Math.min(attempts, MOST_DOUBLINGS));
        try {
            delivery.accept(pause);
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
