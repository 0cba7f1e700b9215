package org.baton.domain.notification;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A provider of one or more channels. The key makes a message one, however often the call is made. */
public interface MessageGateway {

    /**
     * A message to a customer. Recipient and text are personal data.
     *
     * @param recipient an address, a phone number, or for push and events the customer's id
     * @param text what a phone shows; of an email the part without markup; of an event its properties as JSON
     * @param subject of an email or a push, the name of an event
     * @param html of an email
     */
    record Outgoing(
            String key,
            Channel channel,
            String recipient,
            String text,
            @Nullable String subject,
            @Nullable String html) {

        public Outgoing(String key, Channel channel, String recipient, String text) {
            this(key, channel, recipient, text, null, null);
        }

        /** The message without what is personal, so that it may stand in a log. */
        @Override
        public String toString() {
            return key;
        }
    }

    /** How a message reaches a customer. */
    enum Channel {
        EMAIL,
        SMS,
        PUSH,
        /** What a marketing system hears of a customer. */
        EVENTS;

        /** The word of the tables, the API and the keys. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The channels it serves. */
    default Set<Channel> channels() {
        return EnumSet.allOf(Channel.class);
    }

    /**
     * Hands a message to the provider.
     *
     * @return the provider's id of the message
     * @throws org.baton.domain.common.GatewayRejectedException if it will never be sent, e.g. for its recipient
     * @throws org.baton.domain.common.GatewayUnavailableException if the provider did not answer
     */
    String send(Outgoing message);

    /**
     * The provider's id of a message whose answer was lost, if the provider has it.
     *
     * @throws org.baton.domain.common.GatewayUnavailableException if the provider cannot tell now
     */
    Optional<String> find(Outgoing message);
}
