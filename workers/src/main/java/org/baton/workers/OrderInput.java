package org.baton.workers;

import org.baton.domain.common.OrderId;

/** The variable of a step that concerns a whole order. */
public record OrderInput(String orderId) {

    public OrderId order() {
        return new OrderId(orderId);
    }
}
