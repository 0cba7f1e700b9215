package org.baton.domain.fulfilment;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.RefusedException;
import org.baton.domain.fulfilment.Fulfilment.FulfilmentLine;
import org.baton.domain.inventory.RejectionReason;
import org.baton.domain.inventory.Reservations;
import org.baton.domain.order.OrderBook;
import org.baton.domain.order.OrderBook.Counter;
import org.baton.domain.order.OrderEvents;
import org.baton.domain.order.OrderMessages;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What happens to a fulfilment, whoever reports it: stock, lines, status, event and message change together, under
 * the order's lock. News that repeat themselves change nothing; news that come too late are refused.
 */
@Service
public class FulfilmentProgress {

    private final FulfilmentBook fulfilments;
    private final OrderBook orders;
    private final OrderEvents events;
    private final OrderMessages orderMessages;
    private final FulfilmentMessages messages;
    private final Reservations reservations;
    private final TaskBook tasks;

    FulfilmentProgress(
            FulfilmentBook fulfilments,
            OrderBook orders,
            OrderEvents events,
            OrderMessages orderMessages,
            FulfilmentMessages messages,
            Reservations reservations,
            TaskBook tasks) {
        this.fulfilments = fulfilments;
        this.orders = orders;
        this.events = events;
        this.orderMessages = orderMessages;
        this.messages = messages;
        this.reservations = reservations;
        this.tasks = tasks;
    }

    /**
     * The goods have left the node on their way to the customer.
     *
     * @throws RefusedException with code {@code fulfilment-ended} if it was cancelled or given back meanwhile
     */
    @Transactional
    public void shipped(FulfilmentId id, String carrier, String trackingNumber, String actor) {
        var locked = lock(id);
        var before = locked.fulfilment().status();
        if (before == FulfilmentStatus.SHIPPED || before == FulfilmentStatus.DELIVERED) {
            return;
        }
        var f = locked.orRefuse();
        fulfilments.label(id, carrier, trackingNumber);
        leave(f, FulfilmentStatus.SHIPPED, "fulfilment-shipped", actor);
        messages.shipped(id);
    }

    /** The customer has the parcel. */
    @Transactional
    public void delivered(FulfilmentId id, String actor) {
        var f = lock(id).fulfilment();
        if (f.status() == FulfilmentStatus.SHIPPED) {
            fulfilments.status(id, FulfilmentStatus.DELIVERED);
            event(f, "fulfilment-delivered", actor, Map.of());
            messages.delivered(id);
        }
    }

    /** The customer has collected the goods. */
    @Transactional
    public void pickedUp(FulfilmentId id, String actor) {
        var locked = lock(id);
        if (locked.fulfilment().status() != FulfilmentStatus.PICKED_UP) {
            leave(locked.orRefuse(), FulfilmentStatus.PICKED_UP, "fulfilment-picked-up", actor);
        }
    }

    private void leave(Fulfilment f, FulfilmentStatus status, String event, String actor) {
        reservations.ship(f.id());
        orders.move(f.orderId(), Counter.ALLOCATED, Counter.FULFILLED, units(f));
        fulfilments.status(f.id(), status);
        event(f, event, actor, Map.of("units", f.units()));
        var ignored = orders.settle(f.orderId());
    }

    /**
     * The node gives units back: its stock is corrected by the reason, and the units go to sourcing at once.
     *
     * @param units by line number; more than the fulfilment answers for counts as all of them
     * @return units the fulfilment still answers for
     * @throws RefusedException with code {@code fulfilment-ended}
     */
    @Transactional
    public int giveBack(FulfilmentId id, Map<Integer, Integer> units, RejectionReason reason, String actor) {
        return giveBack(lock(id).orRefuse(), units, reason, actor);
    }

    private int giveBack(Fulfilment f, Map<Integer, Integer> units, RejectionReason reason, String actor) {
        var given = given(f, units);
        var left = f.units() - given.values().stream().mapToInt(i -> i).sum();
        if (given.isEmpty()) {
            return left;
        }
        var cause = "rejected/"
                + f.lines().stream().mapToInt(FulfilmentLine::rejected).sum();
        reservations.giveBack(f.id(), given, reason, cause);
        fulfilments.rejected(f.id(), given);
        orders.move(f.orderId(), Counter.ALLOCATED, null, given);
        if (left == 0) {
            fulfilments.status(f.id(), FulfilmentStatus.REJECTED);
        }
        event(f, "fulfilment-lines-rejected", actor, Map.of("reason", reason.text(), "units", given));
        orderMessages.linesToSource(f.orderId(), f.id() + "/" + cause);
        var ignored = orders.settle(f.orderId());
        return left;
    }

    private static Map<Integer, Integer> given(Fulfilment f, Map<Integer, Integer> units) {
        var given = new TreeMap<Integer, Integer>();
        for (var line : f.lines()) {
            var back = Math.min(units.getOrDefault(line.lineNumber(), 0), line.quantity());
            if (back > 0) {
                given.put(line.lineNumber(), back);
            }
        }
        return given;
    }

    /** A warehouse cannot ship any of it; does nothing when it has ended or its order is being cancelled. */
    @Transactional
    public void rejectedByWarehouse(FulfilmentId id, RejectionReason reason, String actor) {
        var locked = lock(id);
        if (locked.isOpen()) {
            var ignored = giveBack(locked.fulfilment(), units(locked.fulfilment()), reason, actor);
            messages.rejected(id);
        }
    }

    /** Nobody at the node took it in time: another node shall. Who accepted in the last moment came too late. */
    @Transactional
    public void notAccepted(FulfilmentId id) {
        var locked = lock(id);
        if (locked.isOpen()) {
            var f = locked.fulfilment();
            var ignored = giveBack(f, units(f), RejectionReason.NO_VARIANCE, OrderEvents.BATON);
        }
        tasks.cancelOf(id);
    }

    /**
     * The customer never came: the goods return to stock and their lines are cancelled.
     *
     * @return false if the goods were handed over in the last moment: then they must be paid
     */
    @Transactional
    public boolean returnedToStock(FulfilmentId id) {
        var f = lock(id).fulfilment();
        if (!f.status().hasLeftNode()) {
            reservations.release(id, "not collected");
            orders.move(f.orderId(), Counter.ALLOCATED, Counter.CANCELLED, units(f));
            fulfilments.status(id, FulfilmentStatus.RETURNED_TO_STOCK);
            event(f, "fulfilment-returned-to-stock", OrderEvents.BATON, Map.of("units", f.units()));
            var ignored = orders.settle(f.orderId());
        }
        tasks.cancelOf(id);
        return f.status() != FulfilmentStatus.PICKED_UP;
    }

    /** Stops what has not left its node; the units are then nobody's until the order is closed. */
    @Transactional
    public void cancelled(FulfilmentId id) {
        var f = lock(id).fulfilment();
        if (!f.status().hasLeftNode()) {
            orders.move(f.orderId(), Counter.ALLOCATED, null, units(f));
            fulfilments.status(id, FulfilmentStatus.CANCELLED);
            event(f, "fulfilment-cancelled", OrderEvents.BATON, Map.of());
        }
        tasks.cancelOf(id);
    }

    /** Takes a step at the node: accepted, picked, packed, ready. */
    @Transactional
    public void step(FulfilmentId id, FulfilmentStatus to, String actor) {
        var f = lock(id).orRefuse();
        fulfilments.status(id, to);
        event(f, "fulfilment-" + to.name().toLowerCase(Locale.ROOT).replace('_', '-'), actor, Map.of());
    }

    /** A fulfilment as it stands under the lock of its order. */
    private record Locked(Fulfilment fulfilment, boolean cancelRequested) {

        boolean isOpen() {
            return !fulfilment.status().hasLeftNode() && !cancelRequested;
        }

        Fulfilment orRefuse() {
            if (!isOpen()) {
                throw new RefusedException(
                        "fulfilment-ended",
                        "The fulfilment is " + fulfilment.status() + ", or its order is being cancelled.");
            }
            return fulfilment;
        }
    }

    private Locked lock(FulfilmentId id) {
        var order = orders.lock(fulfilments.orderOf(id));
        return new Locked(fulfilments.get(id), order.cancelRequested());
    }

    private void event(Fulfilment f, String type, String actor, Map<String, Object> data) {
        var all = new TreeMap<String, Object>(data);
        all.put("fulfilmentId", f.id().value());
        all.put("node", f.node().value());
        events.append(f.orderId(), type, actor, all);
    }

    private static Map<Integer, Integer> units(Fulfilment f) {
        return f.lines().stream()
                .filter(line -> line.quantity() > 0)
                .collect(Collectors.toMap(FulfilmentLine::lineNumber, FulfilmentLine::quantity));
    }
}
