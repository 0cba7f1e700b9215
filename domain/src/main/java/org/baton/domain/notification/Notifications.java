package org.baton.domain.notification;

import java.time.Clock;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.GatewayRejectedException;
import org.baton.domain.common.GatewayUnavailableException;
import org.baton.domain.common.OrderId;
import org.baton.domain.fulfilment.Fulfilment;
import org.baton.domain.fulfilment.FulfilmentBook;
import org.baton.domain.inventory.Nodes;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.MessageGateway.Outgoing;
import org.baton.domain.order.Customer;
import org.baton.domain.order.Order;
import org.baton.domain.order.OrderBook;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Tells customers what happened, by the channels they allow; each message once per business fact and channel. */
@Service
public class Notifications {

    private static final String SENT = "SENT";

    private final OrderBook orders;
    private final FulfilmentBook fulfilments;
    private final Nodes nodes;
    private final MessageTexts texts;
    private final NotificationBook book;
    private final MessageGateway gateway;
    private final Clock clock;

    Notifications(
            OrderBook orders,
            FulfilmentBook fulfilments,
            Nodes nodes,
            MessageTexts texts,
            NotificationBook book,
            MessageGateway gateway,
            Clock clock) {
        this.orders = orders;
        this.fulfilments = fulfilments;
        this.nodes = nodes;
        this.texts = texts;
        this.book = book;
        this.gateway = gateway;
        this.clock = clock;
    }

    /**
     * Sends a message about an order, or about one of its fulfilments.
     *
     * @param message names the text, e.g. {@code ready-for-pickup}
     * @throws org.baton.domain.common.GatewayUnavailableException if a provider did not answer: the call must be
     *     repeated, and sends nothing twice
     */
    public void send(OrderId id, @Nullable FulfilmentId fulfilmentId, String message) {
        var order = orders.get(id);
        var fulfilment = fulfilmentId == null ? null : fulfilments.get(fulfilmentId);
        var language =
                Objects.requireNonNullElse(order.customer().language(), "en").substring(0, 2);
        var text = texts.fill(message, language, values(order, fulfilment));
        var subject = fulfilmentId == null ? id.value() : fulfilmentId.value();
        GatewayUnavailableException down = null;
        for (var to : recipients(order.customer()).entrySet()) {
            var key = subject + "/" + message + "/" + to.getKey().name().toLowerCase(Locale.ROOT);
            try {
                send(order, fulfilmentId, message, new Outgoing(key, to.getKey(), to.getValue(), text));
            } catch (GatewayUnavailableException e) {
                // One provider's outage does not silence the other channels.
                down = e;
            }
        }
        if (down != null) {
            throw down;
        }
    }

    private void send(Order order, @Nullable FulfilmentId fulfilment, String message, Outgoing outgoing) {
        var first = book.open(new Notification(
                outgoing.key(),
                order.id(),
                fulfilment == null ? null : fulfilment.value(),
                message,
                outgoing.channel().name(),
                outgoing.recipient(),
                outgoing.text(),
                "PENDING",
                null,
                null,
                clock.instant()));
        if (!first && !book.status(outgoing.key()).equals("PENDING")) {
            return;
        }
        try {
            // An earlier try may have reached the provider although its answer was lost.
            var known = first
                    ? null
                    : gateway.find(outgoing.key(), outgoing.channel()).orElse(null);
            book.answer(outgoing.key(), SENT, known == null ? gateway.send(outgoing) : known, null);
        } catch (GatewayRejectedException e) {
            book.answer(outgoing.key(), "REFUSED", null, e.getMessage());
        }
    }

    /** The channels that the customer allows and that have an address. */
    private static Map<Channel, String> recipients(Customer customer) {
        var recipients = new EnumMap<Channel, String>(Channel.class);
        put(recipients, customer, Channel.EMAIL, "email", customer.email());
        put(recipients, customer, Channel.SMS, "sms", customer.phone());
        return recipients;
    }

    private static void put(
            Map<Channel, String> recipients, Customer customer, Channel channel, String consent, @Nullable String to) {
        if (to != null && customer.consents().contains(consent)) {
            recipients.put(channel, to);
        }
    }

    private Map<String, String> values(Order order, @Nullable Fulfilment fulfilment) {
        var values = new HashMap<>(Map.of("orderNumber", order.channelOrderNumber()));
        if (fulfilment != null) {
            var node = nodes.get(fulfilment.node());
            values.put("storeName", node.name());
            values.put("storeAddress", text(node.line1()) + ", " + text(node.city()));
            values.put("pickupCode", text(fulfilment.pickupCode()));
            values.put("carrier", text(fulfilment.carrier()));
            values.put("trackingNumber", text(fulfilment.trackingNumber()));
        }
        return values;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
