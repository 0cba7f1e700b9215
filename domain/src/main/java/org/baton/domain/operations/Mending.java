package org.baton.domain.operations;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.baton.domain.common.OrderId;
import org.baton.domain.order.Order;
import org.baton.domain.order.OrderBook;
import org.baton.domain.order.OrderEvents;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Mends one thing under the lock of its order, and writes it into the order's history. */
@Component
class Mending {

    private final OrderBook orders;
    private final OrderEvents events;
    private final TransactionTemplate transaction;

    Mending(OrderBook orders, OrderEvents events, TransactionTemplate transaction) {
        this.orders = orders;
        this.events = events;
        this.transaction = transaction;
    }

    /** @param step mends it, and says how; nothing if it is well meanwhile */
    Optional<Finding> mend(Check check, OrderId id, Function<Order, Optional<Finding>> step) {
        var mended = transaction.execute(status -> {
            var found = step.apply(orders.lock(id));
            found.ifPresent(finding -> events.append(
                    id,
                    "books-repaired",
                    OrderEvents.BATON,
                    Map.of("check", check.text(), "subject", finding.subject(), "repair", finding.text())));
            return found;
        });
        return mended == null ? Optional.empty() : mended;
    }
}
