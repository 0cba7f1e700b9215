package org.baton.domain.notification;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.OrderId;
import org.baton.domain.fulfilment.Fulfilment;
import org.baton.domain.fulfilment.FulfilmentBook;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.MessageGateway.Outgoing;
import org.baton.domain.order.OrderBook;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Shows a message before any customer gets it: worded with a real order, and sent to an address of one's own. */
@Service
public class Previews {

    /** @param length of an SMS; null for other channels */
    public record Preview(
            @Nullable String subject,
            String text,
            @Nullable String html,
            String templateVersion,
            @Nullable SmsLength length) {}

    private final OrderBook orders;
    private final FulfilmentBook fulfilments;
    private final MessageValues values;
    private final Templates templates;
    private final java.util.List<MessageGateway> gateways;
    private final Clock clock;

    Previews(
            OrderBook orders,
            FulfilmentBook fulfilments,
            MessageValues values,
            Templates templates,
            java.util.List<MessageGateway> gateways,
            Clock clock) {
        this.orders = orders;
        this.fulfilments = fulfilments;
        this.values = values;
        this.templates = templates;
        this.gateways = gateways;
        this.clock = clock;
    }

    /**
     * Words a message as the customer of an order would get it.
     *
     * @param language null for the customer's own
     * @throws org.baton.domain.common.NotFoundException if there is no such order
     * @throws InvalidInputException if the template is missing or names an unknown value
     */
    public Preview preview(String template, Channel channel, @Nullable String language, OrderId id) {
        var order = orders.get(id);
        var spoken = Templates.language(language == null ? order.customer().language() : language);
        Optional<Fulfilment> last = fulfilments.of(id).stream().reduce((first, second) -> second);
        try {
            var named = values.of(order, last.orElse(null), Map.of(), spoken);
            var worded = templates.word(template, channel, spoken, named);
            return new Preview(
                    worded.subject(),
                    worded.text(),
                    worded.html(),
                    worded.version(),
                    channel == Channel.SMS ? SmsLength.of(worded.text()) : null);
        } catch (UnknownTemplateException e) {
            throw new InvalidInputException("template", "unknown-value", String.valueOf(e.getMessage()));
        }
    }

    /**
     * Sends a message to an address of one's own; it is no message of the order and stands in no history.
     *
     * @return the provider's id of it
     * @throws InvalidInputException as {@link #preview} does, or if the address cannot be one of the channel
     */
    public String testSend(Preview preview, Channel channel, OrderId id, String to) {
        if (!Consents.isReachable(channel, to)) {
            throw new InvalidInputException("to", "malformed", "This is no address for " + channel.text() + ".");
        }
        if (preview.text().isBlank()) {
            throw new InvalidInputException("template", "empty", "It says nothing.");
        }
        var key = id + "/test-send-" + clock.millis() + "/" + channel.text();
        return gateways.stream()
                .filter(gateway -> gateway.channels().contains(channel))
                .findFirst()
                .orElseThrow()
                .send(new Outgoing(key, channel, to, preview.text(), preview.subject(), preview.html()));
    }
}
