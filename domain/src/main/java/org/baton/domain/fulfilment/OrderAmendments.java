package org.baton.domain.fulfilment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.RefusedException;
import org.baton.domain.order.Order;
import org.baton.domain.order.OrderBook;
import org.baton.domain.order.OrderEdits;
import org.baton.domain.order.OrderEdits.Change;
import org.baton.domain.order.OrderEvents;
import org.baton.domain.order.OrderLifecycle;
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
    private final PartsInChange parts;
    private final LineAmendments lines;
    private final Recalls recalls;
    private final TransactionTemplate transaction;

    OrderAmendments(
            OrderBook orders,
            OrderEdits edits,
            OrderEvents events,
            OrderLifecycle lifecycle,
            OrderMessages messages,
            OrderSchedule schedule,
            FulfilmentBook fulfilments,
            PartsInChange parts,
            LineAmendments lines,
            Recalls recalls,
            TransactionTemplate transaction) {
        this.orders = orders;
        this.edits = edits;
        this.events = events;
        this.lifecycle = lifecycle;
        this.messages = messages;
        this.schedule = schedule;
        this.fulfilments = fulfilments;
        this.parts = parts;
        this.lines = lines;
        this.recalls = recalls;
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
                parts.refuseIfPicked(id);
            }
            if (change.rescheduled() && order.scheduledFor() == null && hasParts(id)) {
                throw new RefusedException(
                        "in-fulfilment", "The order is being fulfilled already: hold it, or change it as a whole.");
            }
        };
        return parts.change(
                id, part -> change.resourced(), allowed, (order, taken) -> apply(order, request, taken, actor));
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
        return lines.change(id, number, quantity, unchanged, actor);
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
            parts.refuseIfPicked(id);
        };
        return parts.change(id, part -> true, allowed, (order, taken) -> {
            taken.forEach(part -> recalls.recall(part, actor));
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

    private boolean hasParts(OrderId id) {
        return fulfilments.of(id).stream()
                .anyMatch(f -> f.status() != FulfilmentStatus.REJECTED && f.status() != FulfilmentStatus.CANCELLED);
    }
}
