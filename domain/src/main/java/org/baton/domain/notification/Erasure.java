package org.baton.domain.notification;

import java.util.List;
import org.baton.domain.common.OrderId;
import org.baton.domain.order.PersonalData;
import org.springframework.stereotype.Component;

/** Forgets a customer in the messages: who got them and what they said; that they were sent, when and why, stays. */
@Component
class Erasure implements PersonalData {

    private final NotificationBook book;
    private final NotificationEvents events;

    Erasure(NotificationBook book, NotificationEvents events) {
        this.book = book;
        this.events = events;
    }

    @Override
    public String what() {
        return "messages";
    }

    /** Messages that are planned are not sent any more. */
    @Override
    public int erase(List<OrderId> orders) {
        events.forget(orders);
        return book.erase(orders);
    }
}
