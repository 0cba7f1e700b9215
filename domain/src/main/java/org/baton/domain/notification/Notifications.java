package org.baton.domain.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.GatewayUnavailableException;
import org.baton.domain.common.OrderId;
import org.baton.domain.notification.Cadence.Event;
import org.baton.domain.notification.Notification.SentBy;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Tells customers what happened, by the channels they allow; each message once per business fact and channel. */
@Service
public class Notifications {

    private final Cadence cadence;
    private final Postman postman;
    private final CadenceBook book;
    private final Clock clock;

    Notifications(Cadence cadence, Postman postman, CadenceBook book, Clock clock) {
        this.cadence = cadence;
        this.postman = postman;
        this.book = book;
        this.clock = clock;
    }

    /**
     * Tells of an event of an order, or of one of its fulfilments: what the cadence says is due at once is sent now,
     * the rest is planned.
     *
     * @param event e.g. {@code ready-for-pickup}
     * @throws GatewayUnavailableException if a provider did not answer: the call must be repeated, and sends nothing
     *     twice
     */
    public void send(OrderId id, @Nullable FulfilmentId fulfilmentId, String event) {
        send(id, fulfilmentId, event, Map.of());
    }

    /**
     * Tells of an event, as {@link #send(OrderId, FulfilmentId, String)} does.
     *
     * @param facts what the templates may name besides the order's own values, e.g. {@code driverName}
     */
    public void send(OrderId id, @Nullable FulfilmentId fulfilmentId, String event, Map<String, String> facts) {
        deliver(cadence.plan(new Event(id, fulfilmentId, event, "", facts, clock.instant()), SentBy.STEP));
    }

    /**
     * Sends what a cadence has waited for.
     *
     * @param until the time that its timer stood for
     * @return when the next message is due; nothing if none is left
     * @throws GatewayUnavailableException if a provider did not answer: the call must be repeated, and sends nothing
     *     twice
     */
    public Optional<Instant> sendDue(String cadenceId, Instant until) {
        var now = clock.instant();
        deliver(book.dueOf(cadenceId, until.isAfter(now) ? until : now).stream()
                .map(key -> new DueMessage(key, null))
                .toList());
        return book.nextDue(cadenceId);
    }

    private void deliver(List<DueMessage> messages) {
        GatewayUnavailableException down = null;
        for (var message : messages) {
            try {
                postman.deliver(message, Duration.ZERO);
            } catch (GatewayUnavailableException e) {
                // One provider's outage does not silence the other channels.
                down = e;
            }
        }
        if (down != null) {
            throw down;
        }
    }
}
