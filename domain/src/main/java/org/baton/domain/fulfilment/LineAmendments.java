package org.baton.domain.fulfilment;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.RefusedException;
import org.baton.domain.order.Order;
import org.baton.domain.order.OrderBook;
import org.baton.domain.order.OrderBook.Counter;
import org.baton.domain.order.OrderEvents;
import org.baton.domain.order.OrderLifecycle;
import org.baton.domain.order.OrderLine;
import org.baton.domain.order.OrderMessages;
import org.springframework.stereotype.Component;

/** Takes units out of a line of an accepted order: first those that wait for sourcing, then those that nobody picked yet. */
@Component
class LineAmendments {

    private final OrderBook orders;
    private final OrderEvents events;
    private final OrderLifecycle lifecycle;
    private final OrderMessages messages;
    private final FulfilmentBook fulfilments;
    private final PartsInChange parts;
    private final Recalls recalls;
    private final Dispatch dispatch;

    LineAmendments(
            OrderBook orders,
            OrderEvents events,
            OrderLifecycle lifecycle,
            OrderMessages messages,
            FulfilmentBook fulfilments,
            PartsInChange parts,
            Recalls recalls,
            Dispatch dispatch) {
        this.orders = orders;
        this.events = events;
        this.lifecycle = lifecycle;
        this.messages = messages;
        this.fulfilments = fulfilments;
        this.parts = parts;
        this.recalls = recalls;
        this.dispatch = dispatch;
    }

    /**
     * Changes how many units of a line the customer wants; 0 cancels it.
     *
     * @param unchanged throws if the order is not as the caller read it
     * @throws RefusedException with code {@code order-ended}, {@code quantity-increase}, {@code already-packed} or
     *     {@code too-late-at-warehouse}
     */
    Order change(OrderId id, int number, int quantity, Consumer<Order> unchanged, String actor) {
        Consumer<Order> allowed = order -> {
            unchanged.accept(order);
            OrderLifecycle.refuseIfEnded(order);
            demandReducible(order, number, quantity);
        };
        return parts.change(
                id,
                part -> isReduced(part, number, quantity),
                allowed,
                (order, taken) -> reduce(order, number, quantity, taken, actor));
    }

    /** Whether units must come from this part, because fewer than the customer gives up wait for sourcing. */
    private boolean isReduced(Fulfilment part, int number, int quantity) {
        var line = line(orders.get(part.orderId()), number);
        var less = line.quantity() - line.cancelled() - quantity;
        return less > line.toSource() && part.unitsByLine().containsKey(number);
    }

    private void demandReducible(Order order, int number, int quantity) {
        var line = line(order, number);
        var wanted = line.quantity() - line.cancelled();
        if (quantity > wanted) {
            throw new RefusedException("quantity-increase", "More of it is an order of its own: place another one.");
        }
        var free = line.toSource()
                + PartsInChange.unpicked(fulfilments.of(order.id())).stream()
                        .mapToInt(f -> f.unitsByLine().getOrDefault(number, 0))
                        .sum();
        if (wanted - quantity > free) {
            throw new RefusedException(
                    "already-packed", "Some of it is packed or has left: it can be handed over, refused or returned.");
        }
    }

    private static OrderLine line(Order order, int number) {
        var line = order.lines().get(number);
        if (line == null) {
            throw new NotFoundException("line", number);
        }
        return line;
    }

    private Order reduce(Order order, int number, int quantity, List<Fulfilment> taken, String actor) {
        var line = line(order, number);
        var less = line.quantity() - line.cancelled() - quantity;
        if (less == 0) {
            return order;
        }
        var others = order.lines().entrySet().stream()
                .filter(other -> other.getKey() != number)
                .anyMatch(
                        other -> other.getValue().cancelled() < other.getValue().quantity());
        if (quantity == 0 && !others) {
            return lifecycle.requestCancel(order.id(), "Every line was cancelled.", actor);
        }
        var left = less - Math.min(less, line.toSource());
        orders.move(order.id(), null, Counter.CANCELLED, Map.of(number, less - left));
        for (var part : taken.reversed()) {
            left -= take(part, number, left, actor);
        }
        events.append(
                order.id(),
                "order-line-changed",
                actor,
                Map.of("line", number, "from", quantity + less, "to", quantity));
        messages.linesToSource(order.id(), "line/" + number + "/" + order.version());
        return orders.settle(order.id());
    }

    /** What a warehouse was told is told anew as a whole; a store is told of the units that it need not pick. */
    private int take(Fulfilment part, int number, int wanted, String actor) {
        var units = Math.min(wanted, part.unitsByLine().getOrDefault(number, 0));
        if (dispatch.isAtWarehouse(part)) {
            recalls.recall(part, actor);
            orders.move(part.orderId(), null, Counter.CANCELLED, Map.of(number, units));
        } else if (units > 0) {
            recalls.cancel(part, Map.of(number, units), actor);
        }
        return units;
    }
}
