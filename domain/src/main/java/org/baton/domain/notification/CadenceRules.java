package org.baton.domain.notification;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.baton.domain.notification.MessageGateway.Channel;
import org.jspecify.annotations.Nullable;

/** Says which messages an event of an order brings, when, and what stops them. */
public interface CadenceRules {

    /**
     * What the rules look at.
     *
     * @param event e.g. {@code ready-for-pickup}
     * @param method of the fulfilment, null where the event is about the whole order
     * @param allowed channels that the customer allows and can be reached by
     * @param language two letters
     * @param hour of the customer's day, 0 to 23
     */
    record Facts(String event, @Nullable String method, Set<Channel> allowed, String language, int hour) {}

    /**
     * A message to send.
     *
     * @param delay from the event
     * @param stopWhen events after which it is not sent any more
     * @param quiet hours in which it waits; null for none
     * @param fallback channels to try, in this order, when this one does not reach the customer
     * @param because the rule in its author's words
     * @param rules version of the rules
     */
    record Planned(
            String template,
            Channel channel,
            Duration delay,
            Set<String> stopWhen,
            @Nullable QuietHours quiet,
            List<Channel> fallback,
            String because,
            String rules) {}

    /** The messages of an event, none where nothing is to be told. */
    List<Planned> messagesFor(Facts facts);
}
