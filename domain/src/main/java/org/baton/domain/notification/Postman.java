package org.baton.domain.notification;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.GatewayRejectedException;
import org.baton.domain.common.GatewayUnavailableException;
import org.baton.domain.fulfilment.Fulfilment;
import org.baton.domain.fulfilment.FulfilmentBook;
import org.baton.domain.notification.DueMessage.Draft;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.MessageGateway.Outgoing;
import org.baton.domain.notification.Notification.Status;
import org.baton.domain.notification.Notification.Words;
import org.baton.domain.order.Order;
import org.baton.domain.order.OrderBook;
import org.jspecify.annotations.Nullable;
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
    private final Templates templates;
    private final MessageValues values;
    private final Cadence cadence;
    private final List<MessageGateway> gateways;
    private final NotificationSettings settings;

    private record Letter(Outgoing outgoing, Words words) {}

    Postman(
            NotificationBook book,
            OrderBook orders,
            FulfilmentBook fulfilments,
            Consents consents,
            Templates templates,
            MessageValues values,
            Cadence cadence,
            List<MessageGateway> gateways,
            NotificationSettings settings) {
        this.book = book;
        this.orders = orders;
        this.fulfilments = fulfilments;
        this.consents = consents;
        this.templates = templates;
        this.values = values;
        this.cadence = cadence;
        this.gateways = gateways;
        this.settings = settings;
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
        var draft = due.draft();
        if (draft == null || !deliver(draft, pause)) {
            book.find(due.key()).ifPresent(message -> deliver(message, pause));
        }
    }

    /**
     * Sends a message as it was planned, as {@link #deliver(DueMessage, Duration)} does.
     *
     * @return whether it still was as it was planned and its customer still allows it; if not, nothing was done
     */
    boolean deliver(Draft draft, Duration pause) {
        var message = draft.message();
        var letter = letter(message, draft.recipient(), draft.order(), draft.fulfilment());
        var leased = book.leaseFirst(letter.outgoing(), letter.words(), settings.lease());
        if (leased) {
            ask(message, letter.outgoing(), 1, pause);
        }
        return leased;
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
        return Optional.of(letter(message, to, order, fulfilment));
    }

    private Letter letter(Notification message, String to, Order order, @Nullable Fulfilment fulfilment) {
        var language = Templates.language(order.customer().language());
        var named = values.of(order, fulfilment, message.plan().facts(), language);
        var words = message.by() == Channel.EVENTS
                ? new Words(language, null, message.message(), MarketingEvent.properties(named), null)
                : words(message, language, named);
        return new Letter(
                new Outgoing(
                        message.key(), message.by(), to, String.valueOf(words.text()), words.subject(), words.html()),
                words);
    }

    private Words words(Notification message, String language, Map<String, Object> named) {
        var worded = templates.word(message.message(), message.by(), language, named);
        return new Words(language, worded.version(), worded.subject(), worded.text(), worded.html());
    }

    private MessageGateway gateway(Channel channel) {
        return gateways.stream()
                .filter(gateway -> gateway.channels().contains(channel))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "Nobody sends by " + channel.text() + ": set baton.connectors." + channel.text() + "."));
    }
}
