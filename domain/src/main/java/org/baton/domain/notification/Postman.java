package org.baton.domain.notification;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.GatewayRejectedException;
import org.baton.domain.common.GatewayUnavailableException;
import org.baton.domain.fulfilment.FulfilmentBook;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.MessageGateway.Outgoing;
import org.baton.domain.notification.Notification.Status;
import org.baton.domain.notification.Wording.Letter;
import org.baton.domain.order.OrderBook;
import org.springframework.stereotype.Service;

/**
 * Brings one planned message to its provider, at most once: the row is leased before, a message that was tried before
 * is looked up first, and what the provider says is written down once.
 */
@Service
class Postman {

    private final NotificationBook book;
    private final OrderBook orders;
    private final FulfilmentBook fulfilments;
    private final Consents consents;
    private final Wording wording;
    private final Cadence cadence;
    private final List<MessageGateway> gateways;
    private final NotificationSettings settings;
    private final Clock clock;

    Postman(
            NotificationBook book,
            OrderBook orders,
            FulfilmentBook fulfilments,
            Consents consents,
            Wording wording,
            Cadence cadence,
            List<MessageGateway> gateways,
            NotificationSettings settings,
            Clock clock) {
        this.book = book;
        this.orders = orders;
        this.fulfilments = fulfilments;
        this.consents = consents;
        this.wording = wording;
        this.cadence = cadence;
        this.gateways = gateways;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Sends a message unless it was sent, stopped, or is with another sender.
     *
     * @param pause before it may be tried again if the provider does not answer
     * @throws GatewayUnavailableException if the provider did not answer: the call must be repeated, and sends nothing
     *     twice
     * @throws UnknownTemplateException if it cannot be worded
     */
    void deliver(DueMessage due, Duration pause) {
        var planned = due.planned();
        if (planned == null || !deliverPlanned(planned, pause)) {
            book.find(due.key()).ifPresent(message -> deliver(message, pause));
        }
    }

    /**
     * Sends a message that the caller planned just now, as {@link #deliver(DueMessage, Duration)} does.
     *
     * @return whether it was the caller's to send; if not, because it has no words or was left lying, nothing was done
     */
    boolean deliverPlanned(Notification message, Duration pause) {
        var outgoing = message.outgoing();
        // Another sender takes the message when the lease is over: the rest of it must do for the provider's answer.
        var latest = message.createdAt().plus(settings.lease().dividedBy(2));
        if (outgoing == null || clock.instant().isAfter(latest)) {
            return false;
        }
        ask(message, outgoing, 1, pause);
        return true;
    }

    /** Sends a message as it is kept, as {@link #deliver(DueMessage, Duration)} does. */
    void deliver(Notification message, Duration pause) {
        if (!message.isOpen()) {
            return;
        }
        var letter = letter(message).orElse(null);
        if (letter == null) {
            book.end(message, Status.STOPPED, null, "consent withdrawn");
            return;
        }
        var attempt = book.lease(letter.outgoing(), letter.words(), settings.lease());
        attempt.ifPresent(n -> ask(message, letter.outgoing(), n, pause));
    }

    private void ask(Notification message, Outgoing outgoing, int attempt, Duration pause) {
        try {
            var gateway = gateway(outgoing.channel());
            // An earlier try may have reached the provider although its answer was lost.
            var known = attempt == 1 ? Optional.<String>empty() : gateway.find(outgoing);
            // Words of an earlier try may be older than the customer's STOP; those of now were made after asking.
            if (known.isEmpty() && attempt > 1 && consents.isWithdrawn(outgoing.channel(), outgoing.recipient())) {
                book.end(message, Status.STOPPED, null, "consent withdrawn");
                return;
            }
            book.end(message, Status.SENT, known.orElseGet(() -> gateway.send(outgoing)), null);
        } catch (GatewayRejectedException e) {
            book.end(message, Status.REFUSED, null, e.getMessage());
            cadence.fallBack(message, String.valueOf(e.getMessage()));
        } catch (GatewayUnavailableException e) {
            book.putBack(message.key(), pause);
            throw e;
        }
    }

    /** What is sent: the words of the first try if there was one; nothing if the customer may not be told any more. */
    private Optional<Letter> letter(Notification message) {
        var before = message.outgoing();
        if (before != null) {
            return Optional.of(new Letter(before, message.words()));
        }
        var order = orders.get(message.orderId());
        var to = consents.recipients(order.customer()).get(message.by());
        if (to == null) {
            return Optional.empty();
        }
        var fulfilment =
                message.fulfilmentId() == null ? null : fulfilments.get(new FulfilmentId(message.fulfilmentId()));
        return Optional.of(wording.letter(message, to, order, fulfilment));
    }

    private MessageGateway gateway(Channel channel) {
        return gateways.stream()
                .filter(gateway -> gateway.channels().contains(channel))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "Nobody sends by " + channel.text() + ": set baton.connectors." + channel.text() + "."));
    }
}
