package org.baton.domain.notification;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.baton.domain.common.OrderId;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.MessageGateway.Outgoing;
import org.baton.domain.notification.Wording.Letter;
import org.jspecify.annotations.Nullable;

/**
 * A message as it is planned, was sent, or why it was not. Recipient, subject, text and html are personal data.
 *
 * @param key of the business fact and the channel: one message, whoever asks and how often
 * @param message which message: order-shipped, ready-for-pickup, …; the name of its template
 * @param status the word of a {@link Status}
 * @param reason why it ended as it did, where that needs a reason
 * @param plan why and when it is sent, and what stops it
 * @param words what it says; empty until it is worded for the first try
 * @param providerId the provider's id of it
 * @param history its states, oldest first
 */
public record Notification(
        String key,
        OrderId orderId,
        @Nullable String fulfilmentId,
        String message,
        String channel,
        @Nullable String recipient,
        String status,
        @Nullable String reason,
        Plan plan,
        Words words,
        @Nullable String providerId,
        int attempts,
        List<State> history,
        Instant createdAt) {

    /** Where a message stands. */
    public enum Status {
        /** Planned; nobody was asked to send it. */
        SCHEDULED,
        /** The provider is to be asked now, or was; whether it has the message is not known yet. */
        PENDING,
        SENT,
        DELIVERED,
        /** The provider took it, but it did not reach the customer. */
        BOUNCED,
        /** The provider never sends it. */
        REFUSED,
        /** Given up. */
        FAILED,
        /** Not sent, because something happened first. */
        STOPPED
    }

    /** Who sends a planned message. */
    public enum SentBy {
        /** The process step that asked for it. */
        STEP,
        /** Baton's own relay. */
        RELAY,
        /** The process notification-cadence, when its timer is due. */
        CADENCE
    }

    /** @param detail why, where there is something to say */
    public record State(Instant at, Status status, @Nullable String detail) {}

    /**
     * Why and when a message is sent.
     *
     * @param event that brought it
     * @param cadenceId of all that one event brought
     * @param because the rule in its author's words
     * @param rules version of the rules
     * @param facts what the event told besides the order
     */
    public record Plan(
            String event,
            String cadenceId,
            Instant dueAt,
            Set<String> stopWhen,
            List<Channel> fallback,
            @Nullable QuietHours quiet,
            SentBy sentBy,
            @Nullable String because,
            @Nullable String rules,
            Map<String, String> facts) {}

    /** @param templateVersion of the files the words were made from */
    public record Words(
            @Nullable String language,
            @Nullable String templateVersion,
            @Nullable String subject,
            @Nullable String text,
            @Nullable String html) {

        static final Words NONE = new Words(null, null, null, null, null);
    }

    /** The message without what is personal, so that it may stand in a log. */
    @Override
    public String toString() {
        return key + " (" + status + ")";
    }

    /** The channel as the domain knows it. */
    public Channel by() {
        return Channel.valueOf(channel);
    }

    boolean isOpen() {
        return status.equals(Status.SCHEDULED.name()) || status.equals(Status.PENDING.name());
    }

    /** A message that is planned, as its first sender has it: in words, and about to be sent. */
    Notification leased(Letter letter) {
        return new Notification(
                key,
                orderId,
                fulfilmentId,
                message,
                channel,
                letter.outgoing().recipient(),
                Status.PENDING.name(),
                reason,
                plan,
                letter.words(),
                providerId,
                1,
                Stream.concat(history.stream(), Stream.of(new State(createdAt, Status.PENDING, null)))
                        .toList(),
                createdAt);
    }

    /** The message as a provider gets it, once it is worded. */
    @Nullable
    Outgoing outgoing() {
        return recipient == null || words.text() == null
                ? null
                : new Outgoing(key, by(), recipient, words.text(), words.subject(), words.html());
    }
}
