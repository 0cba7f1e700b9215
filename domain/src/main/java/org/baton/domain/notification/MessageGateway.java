package org.baton.domain.notification;

import java.util.Optional;

/** A provider of one or more channels. The key makes a message one, however often the call is made. */
public interface MessageGateway {

    /** A message to a customer. Recipient and text are personal data. */
    record Outgoing(String key, Channel channel, String recipient, String text) {}

    /** How a message reaches a customer. */
    enum Channel {
        EMAIL,
        SMS,
        PUSH
    }

    /**
     * Hands a message to the provider.
     *
     * @return the provider's id of the message
     * @throws org.baton.domain.common.GatewayRejectedException if it will never be sent, e.g. for its recipient
     * @throws org.baton.domain.common.GatewayUnavailableException if the provider did not answer
     */
    String send(Outgoing message);

    /** The provider's id of a message whose answer was lost, if the provider has it. */
    Optional<String> find(String key, Channel channel);
}
