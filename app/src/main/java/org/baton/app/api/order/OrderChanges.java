package org.baton.app.api.order;

import org.baton.app.api.web.EntityTag;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.OrderId;
import org.baton.domain.order.Order;
import org.baton.domain.order.OrderBook;
import org.baton.domain.order.OrderLifecycle;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes an order only if it is still as the caller read it: both happen under the order's lock. */
@Component
class OrderChanges {

    private static final int LONGEST_REASON = 200;

    /** Why somebody changes an order. */
    record Reason(@Nullable String reason) {

        String text() {
            var checks = new FieldChecks();
            var text = checks.required("reason", reason, LONGEST_REASON);
            checks.orThrow();
            return text;
        }
    }

    private final OrderBook orders;
    private final OrderLifecycle lifecycle;

    OrderChanges(OrderBook orders, OrderLifecycle lifecycle) {
        this.orders = orders;
        this.lifecycle = lifecycle;
    }

    /** @throws org.baton.app.api.web.StaleVersionException if the order has changed since it was read */
    @Transactional
    Order cancel(OrderId id, Reason reason, @Nullable String ifMatch, String actor) {
        EntityTag.demand(ifMatch, orders.lock(id).version());
        return lifecycle.requestCancel(id, reason.text(), actor);
    }

    /** @throws org.baton.app.api.web.StaleVersionException if the order has changed since it was read */
    @Transactional
    Order release(OrderId id, Reason reason, @Nullable String ifMatch, String actor) {
        EntityTag.demand(ifMatch, orders.lock(id).version());
        return lifecycle.release(id, reason.text(), actor);
    }
}
