package org.baton.domain.fulfilment;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.baton.domain.common.GatewayRejectedException;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.RefusedException;
import org.baton.domain.order.Order;
import org.baton.domain.order.OrderBook;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes an order together with the parts that nodes were to fulfil. A warehouse is asked before: if it cannot stop,
 * nothing changes; if the change fails after it has stopped, its lines are sourced again.
 */
@Component
class PartsInChange {

    private final OrderBook orders;
    private final FulfilmentBook fulfilments;
    private final Dispatch dispatch;
    private final WarehouseStops stops;
    private final TransactionTemplate transaction;

    PartsInChange(
            OrderBook orders,
            FulfilmentBook fulfilments,
            Dispatch dispatch,
            WarehouseStops stops,
            TransactionTemplate transaction) {
        this.orders = orders;
        this.fulfilments = fulfilments;
        this.dispatch = dispatch;
        this.stops = stops;
        this.transaction = transaction;
    }

    /** The change itself, under the order's lock, with the parts that it takes back. */
    interface Step {
        Order apply(Order order, List<Fulfilment> parts);
    }

    /**
     * Asks the warehouses first, outside of any transaction, then does the step under the order's lock.
     *
     * @param affected which parts that were not picked yet it takes back
     * @param allowed throws if the change is not possible; asked before the warehouses are, and again under the lock
     * @throws RefusedException with code {@code too-late-at-warehouse}
     */
    Order change(OrderId id, Predicate<Fulfilment> affected, Consumer<Order> allowed, Step step) {
        var parts = Objects.requireNonNull(transaction.execute(status -> {
            allowed.accept(orders.lock(id));
            return affected(id, affected);
        }));
        var stopped = new ArrayList<Fulfilment>();
        try {
            for (var part : parts) {
                if (dispatch.isAtWarehouse(part)) {
                    stops.ask(part);
                    stopped.add(part);
                }
            }
            return Objects.requireNonNull(transaction.execute(status -> {
                var order = orders.lock(id);
                allowed.accept(order);
                var changed = step.apply(order, affected(id, affected));
                stopped.forEach(stops::settled);
                return changed;
            }));
        } catch (GatewayRejectedException e) {
            stopped.forEach(stops::sourceAgain);
            throw new RefusedException("too-late-at-warehouse", "The warehouse has packed it already.");
        } catch (RuntimeException e) {
            stopped.forEach(stops::sourceAgain);
            throw e;
        }
    }

    private List<Fulfilment> affected(OrderId id, Predicate<Fulfilment> affected) {
        return unpicked(fulfilments.of(id)).stream().filter(affected).toList();
    }

    static List<Fulfilment> unpicked(List<Fulfilment> parts) {
        return parts.stream()
                .filter(f -> f.status() == FulfilmentStatus.ALLOCATED || f.status() == FulfilmentStatus.ACCEPTED)
                .toList();
    }

    /** @throws RefusedException with code {@code already-packed} */
    void refuseIfPicked(OrderId id) {
        if (fulfilments.of(id).stream().anyMatch(f -> f.status().isPicked())) {
            throw new RefusedException(
                    "already-packed",
                    "It is picked or packed: it can only be handed over, or cancelled with a reason.");
        }
    }
}
