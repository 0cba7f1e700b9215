package org.baton.domain.fulfilment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.baton.domain.common.GatewayRejectedException;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.RefusedException;
import org.baton.domain.inventory.RejectionReason;
import org.baton.domain.order.Order;
import org.baton.domain.order.OrderBook;
import org.baton.domain.order.OrderBook.Counter;
import org.baton.domain.order.OrderEdits;
import org.baton.domain.order.OrderEdits.Change;
import org.baton.domain.order.OrderEvents;
import org.baton.domain.order.OrderLifecycle;
import org.baton.domain.order.OrderLine;
import org.baton.domain.order.OrderMessages;
import org.baton.domain.order.OrderSchedule;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes an accepted order whole or not at all: what nodes were to fulfil is taken back, stock, lines, history and the
 * messages to its process change in one transaction, and its process sources what is open anew. What was picked or has
 * left cannot be changed any more, only handed over or cancelled.
 *
 * <p>A warehouse is asked before: if it cannot stop, nothing changes; if the change fails after it has stopped, the lines
 * are sourced again.
 */
@Service
public class OrderAmendments {

    private final OrderBook orders;
    private final OrderEdits edits;
    private final OrderEvents events;
    private final OrderLifecycle lifecycle;
    private final OrderMessages messages;
    private final OrderSchedule schedule;
    private final FulfilmentBook fulfilments;
    private final FulfilmentProgress progress;
    private final Recalls recalls;
    private final Dispatch dispatch;
    private final TransactionTemplate transaction;

    OrderAmendments(
            OrderBook orders,
            OrderEdits edits,
            OrderEvents events,
            OrderLifecycle lifecycle,
            OrderMessages messages,
            OrderSchedule schedule,
            FulfilmentBook fulfilments,
            FulfilmentProgress progress,
            Recalls recalls,
            Dispatch dispatch,
            TransactionTemplate transaction) {
        this.orders = orders;
        this.edits = edits;
        this.events = events;
        this.lifecycle = lifecycle;
        this.messages = messages;
        this.schedule = schedule;
        this.fulfilments = fulfilments;
        this.progress = progress;
        this.recalls = recalls;
        this.dispatch = dispatch;
        this.transaction = transaction;
    }

    /**
     * Changes where, when or how an order is delivered, or how to reach its customer.
     *
     * @param unchanged throws if the order is not as the caller read it
     * @throws RefusedException with code {@code order-ended}, {@code already-packed}, {@code too-late-at-warehouse} or
     *     {@code in-fulfilment}
     * @throws InvalidInputException naming every field that is wrong
     */
    public Order change(OrderId id, OrderEdits.Request request, Consumer<Order> unchanged, String actor) {
        var change = edits.check(orders.get(id), request);
        Consumer<Order> allowed = order -> {
            unchanged.accept(order);
            OrderLifecycle.refuseIfEnded(order);
            if (change.resourced()) {
                refuseIfPicked(fulfilments.of(id));
            }
            if (change.rescheduled() && order.scheduledFor() == null && hasParts(id)) {
                throw new RefusedException(
                        "in-fulfilment", "The order is being fulfilled already: hold it, or change it as a whole.");
            }
        };
        return withParts(
                id, part -> change.resourced(), allowed, (order, parts) -> apply(order, request, parts, actor));
    }

    private Order apply(Order order, OrderEdits.Request request, List<Fulfilment> parts, String actor) {
        var change = edits.check(order, request);
        if (change.isEmpty(order)) {
            return order;
        }
        edits.write(order.id(), change);
        parts.forEach(part -> recalls.recall(part, actor));
        var day = change.delivery().requestedOn();
        if (change.rescheduled() && order.scheduledFor() != null && day != null) {
            schedule.reschedule(order, day);
        }
        events.append(order.id(), "order-changed", actor, Map.of("changed", changed(order, change)));
        if (change.resourced() && order.scheduledFor() == null) {
            messages.linesToSource(order.id(), "changed/" + order.version());
        }
        return orders.settle(order.id());
    }

    /** The names of what changed, without the values: an address is nobody's business in a history. */
    private static List<String> changed(Order order, Change change) {
        var changed = new ArrayList<String>();
        var before = order.delivery();
        var after = change.delivery();
        if (!before.option().equals(after.option())) {
            changed.add("delivery.option");
        }
        if (!Objects.equals(before.node(), after.node())) {
            changed.add("delivery.node");
        }
        if (change.rescheduled()) {
            changed.add("delivery.requestedOn");
        }
        if (!Objects.equals(before.line1(), after.line1())
                || !Objects.equals(before.city(), after.city())
                || !Objects.equals(before.region(), after.region())
                || !Objects.equals(before.postalCode(), after.postalCode())) {
            changed.add("delivery.address");
        }
        if (change.email() != null || change.phone() != null) {
            changed.add("customer");
        }
        if (change.pickupPerson() != null) {
            changed.add("pickupPerson");
        }
        return changed;
    }

    /**
     * Changes how many units of a line the customer wants; 0 cancels it.
     *
     * @param unchanged throws if the order is not as the caller read it
     * @throws RefusedException with code {@code order-ended}, {@code quantity-increase}, {@code already-packed} or
     *     {@code too-late-at-warehouse}
     */
    public Order changeLine(OrderId id, int number, int quantity, Consumer<Order> unchanged, String actor) {
        Consumer<Order> allowed = order -> {
            unchanged.accept(order);
            OrderLifecycle.refuseIfEnded(order);
            demandReducible(order, number, quantity);
        };
        return withParts(
                id,
                part -> isReduced(part, number, quantity),
                allowed,
                (order, parts) -> reduce(order, number, quantity, parts, actor));
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
                + unpicked(fulfilments.of(order.id())).stream()
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

    private Order reduce(Order order, int number, int quantity, List<Fulfilment> parts, String actor) {
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
        for (var part : parts.reversed()) {
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

    /**
     * Pauses an order; nothing of it is worked on until it is released.
     *
     * @param unchanged throws if the order is not as the caller read it
     * @throws RefusedException with code {@code order-ended}, {@code order-held}, {@code already-packed} or
     *     {@code too-late-at-warehouse}
     */
    public Order hold(OrderId id, String note, Consumer<Order> unchanged, String actor) {
        Consumer<Order> allowed = order -> {
            unchanged.accept(order);
            OrderLifecycle.refuseIfEnded(order);
            if (order.holdReason() != null) {
                throw new RefusedException("order-held", "The order is on hold already.");
            }
            refuseIfPicked(fulfilments.of(id));
        };
        return withParts(id, part -> true, allowed, (order, parts) -> {
            parts.forEach(part -> recalls.recall(part, actor));
            return lifecycle.pause(id, note, actor);
        });
    }

    /**
     * Asks for an order to be cancelled; its process then undoes what was done.
     *
     * @param unchanged throws if the order is not as the caller read it
     * @throws RefusedException with code {@code order-ended}, {@code order-partly-fulfilled} or {@code on-its-way}
     */
    public Order cancel(OrderId id, String reason, Consumer<Order> unchanged, String actor) {
        return Objects.requireNonNull(transaction.execute(status -> {
            unchanged.accept(orders.lock(id));
            var onItsWay = fulfilments.of(id).stream()
                    .anyMatch(f -> f.status() == FulfilmentStatus.IN_TRANSIT
                            || f.status() == FulfilmentStatus.OUT_FOR_DELIVERY);
            if (onItsWay) {
                throw new RefusedException("on-its-way", "The goods are on the road: they can be refused on arrival.");
            }
            return lifecycle.requestCancel(id, reason, actor);
        }));
    }

    private interface Step {
        Order apply(Order order, List<Fulfilment> parts);
    }

    /** Asks the warehouses first, outside of any transaction, then does the step under the order's lock. */
    private Order withParts(OrderId id, Predicate<Fulfilment> affected, Consumer<Order> allowed, Step step) {
        var parts = Objects.requireNonNull(transaction.execute(status -> {
            allowed.accept(orders.lock(id));
            return affected(id, affected);
        }));
        var stopped = new ArrayList<Fulfilment>();
        try {
            for (var part : parts) {
                if (dispatch.isAtWarehouse(part)) {
                    dispatch.stopAtWarehouse(part);
                    stopped.add(part);
                }
            }
            return Objects.requireNonNull(transaction.execute(status -> {
                var order = orders.lock(id);
                allowed.accept(order);
                return step.apply(order, affected(id, affected));
            }));
        } catch (GatewayRejectedException e) {
            sourceAgain(stopped);
            throw new RefusedException("too-late-at-warehouse", "The warehouse has packed it already.");
        } catch (RuntimeException e) {
            sourceAgain(stopped);
            throw e;
        }
    }

    private void sourceAgain(List<Fulfilment> stopped) {
        stopped.forEach(
                part -> progress.rejectedByWarehouse(part.id(), RejectionReason.NO_VARIANCE, OrderEvents.BATON));
    }

    private List<Fulfilment> affected(OrderId id, Predicate<Fulfilment> affected) {
        return unpicked(fulfilments.of(id)).stream().filter(affected).toList();
    }

    private boolean hasParts(OrderId id) {
        return fulfilments.of(id).stream()
                .anyMatch(f -> f.status() != FulfilmentStatus.REJECTED && f.status() != FulfilmentStatus.CANCELLED);
    }

    private static List<Fulfilment> unpicked(List<Fulfilment> parts) {
        return parts.stream()
                .filter(f -> f.status() == FulfilmentStatus.ALLOCATED || f.status() == FulfilmentStatus.ACCEPTED)
                .toList();
    }

    private static void refuseIfPicked(List<Fulfilment> parts) {
        if (parts.stream().anyMatch(f -> f.status().isPicked())) {
            throw new RefusedException(
                    "already-packed",
                    "It is picked or packed: it can only be handed over, or cancelled with a reason.");
        }
    }
}
