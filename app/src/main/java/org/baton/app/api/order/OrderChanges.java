package org.baton.app.api.order;

import java.util.function.Consumer;
import org.baton.app.api.web.EntityTag;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.OrderId;
import org.baton.domain.fulfilment.OrderAmendments;
import org.baton.domain.order.Order;
import org.baton.domain.order.OrderBook;
import org.baton.domain.order.OrderEdits;
import org.baton.domain.order.OrderLifecycle;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes an order only if it is still as the caller read it: both happen under the order's lock. */
@Component
class OrderChanges {

    private static final int LONGEST_REASON = 200;
    private static final int MOST_UNITS = 1_000_000;

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
    private final OrderAmendments amendments;
    private final OrderLifecycle lifecycle;

    OrderChanges(OrderBook orders, OrderAmendments amendments, OrderLifecycle lifecycle) {
        this.orders = orders;
        this.amendments = amendments;
        this.lifecycle = lifecycle;
    }

    /** How many units of a line the customer wants. */
    record Quantity(@Nullable Integer quantity) {

        int units() {
            var checks = new FieldChecks();
            checks.range("quantity", quantity, 0, MOST_UNITS);
            checks.orThrow();
            return quantity == null ? 0 : quantity;
        }
    }

    private static Consumer<Order> unchanged(@Nullable String ifMatch) {
        return order -> EntityTag.demand(ifMatch, order.version());
    }

    /** @throws org.baton.app.api.web.StaleVersionException if the order has changed since it was read */
    Order cancel(OrderId id, Reason reason, @Nullable String ifMatch, String actor) {
        return amendments.cancel(id, reason.text(), unchanged(ifMatch), actor);
    }

    /** @throws org.baton.app.api.web.StaleVersionException if the order has changed since it was read */
    Order hold(OrderId id, Reason reason, @Nullable String ifMatch, String actor) {
        return amendments.hold(id, reason.text(), unchanged(ifMatch), actor);
    }

    /** @throws org.baton.app.api.web.StaleVersionException if the order has changed since it was read */
    Order change(OrderId id, OrderEdits.Request request, @Nullable String ifMatch, String actor) {
        return amendments.change(id, request, unchanged(ifMatch), actor);
    }

    /** @throws org.baton.app.api.web.StaleVersionException if the order has changed since it was read */
    Order changeLine(OrderId id, int line, Quantity quantity, @Nullable String ifMatch, String actor) {
        return amendments.changeLine(id, line, quantity.units(), unchanged(ifMatch), actor);
    }

    /** @throws org.baton.app.api.web.StaleVersionException if the order has changed since it was read */
    @Transactional
    Order release(OrderId id, Reason reason, @Nullable String ifMatch, String actor) {
        EntityTag.demand(ifMatch, orders.lock(id).version());
        return lifecycle.release(id, reason.text(), actor);
    }
}
