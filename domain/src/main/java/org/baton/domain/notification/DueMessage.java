package org.baton.domain.notification;

import org.baton.domain.fulfilment.Fulfilment;
import org.baton.domain.order.Order;
import org.jspecify.annotations.Nullable;

/**
 * A message that is due at once.
 *
 * @param draft what was read to plan it, so that it need not be read again; null if it was planned before
 */
public record DueMessage(String key, @Nullable Draft draft) {

    /**
     * A message that was planned just now.
     *
     * @param recipient by the message's channel; personal data
     * @param fulfilment null where the event is about the whole order
     */
    public record Draft(
            Notification message,
            String recipient,
            Order order,
            @Nullable Fulfilment fulfilment) {

        /** The message without what is personal, so that it may stand in a log. */
        @Override
        public String toString() {
            return message.toString();
        }
    }
}
