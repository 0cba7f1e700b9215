package org.baton.domain.notification;

import java.util.Map;
import org.baton.domain.fulfilment.Fulfilment;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.MessageGateway.Outgoing;
import org.baton.domain.notification.Notification.Words;
import org.baton.domain.order.Order;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Puts a message into the words that its provider gets. It stands between the two who need it: what is due at once is
 * worded by who plans it, what is sent later by who sends it.
 */
@Component
class Wording {

    /** @param words as they are kept; what is personal in them is forgotten with the customer */
    record Letter(Outgoing outgoing, Words words) {}

    private final Templates templates;
    private final MessageValues values;

    Wording(Templates templates, MessageValues values) {
        this.templates = templates;
        this.values = values;
    }

    /**
     * Words a message with its order as it is now.
     *
     * @param to by the message's channel
     * @param fulfilment null where the event is about the whole order
     * @throws UnknownTemplateException if there is no such template, or it names a value that messages do not have
     */
    Letter letter(Notification message, String to, Order order, @Nullable Fulfilment fulfilment) {
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
}
