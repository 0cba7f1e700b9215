package org.baton.domain.notification;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.Notification.Status;
import org.jspecify.annotations.Nullable;

/** A vendor that calls Baton: proves that a call is its own, and says in Baton's words what it reports. */
public interface InboundHook {

    /**
     * A call as it arrived.
     *
     * @param query what follows the question mark of the address, null for nothing
     * @param headers by lower-case name
     */
    record Call(@Nullable String query, Map<String, String> headers, byte[] body) {

        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }

    /** What a vendor reports; the id tells a repeated report from news. */
    sealed interface Report {

        String eventId();

        /**
         * What became of a message.
         *
         * @param key of the message, where the vendor gives it back
         * @param status DELIVERED, BOUNCED or SENT
         */
        record Receipt(
                String eventId,
                Channel channel,
                String providerId,
                @Nullable String key,
                Status status,
                @Nullable String detail)
                implements Report {}

        /** What a customer wrote back. Sender and text are personal data. */
        record Reply(String eventId, Channel channel, String from, String text) implements Report {}

        /** The customer has told the vendor not to be written to. */
        record OptOut(String eventId, Channel channel, String from, String word) implements Report {}
    }

    /** The call's signature is missing, or not that of the vendor. */
    final class ForgedException extends RuntimeException {

        public ForgedException(String message) {
            super(message);
        }
    }

    /** The word in the address of the hook. */
    String vendor();

    /**
     * Reads a call, its signature before anything else.
     *
     * @throws ForgedException if it is not proven to be the vendor's
     * @throws org.baton.domain.common.InvalidInputException if it is, but cannot be read
     */
    List<Report> read(Call call);

    /** The answer that makes the vendor reply to the customer, with its media type; nothing where it cannot. */
    default Optional<String> reply(String text) {
        return Optional.empty();
    }
}
