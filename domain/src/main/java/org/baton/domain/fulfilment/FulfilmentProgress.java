package org.baton.domain.fulfilment;

import static org.baton.domain.fulfilment.FulfilmentLock.sum;

import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.RefusedException;
import org.baton.domain.common.RoundTrip;
import org.baton.domain.common.Sku;
import org.baton.domain.followup.FollowUps;
import org.baton.domain.fulfilment.Fulfilment.FulfilmentLine;
import org.baton.domain.inventory.RejectionReason;
import org.baton.domain.inventory.Reservations;
import org.baton.domain.order.OrderBook;
import org.baton.domain.order.OrderBook.Counter;
import org.baton.domain.order.OrderEvents;
import org.baton.domain.order.OrderMessages;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What happens to a fulfilment, whoever reports it: stock, lines, status, event and message change together, under
 * the order's lock. News that repeat themselves change nothing; news that come too late are refused.
 */
@Service
public class FulfilmentProgress {

    private final FulfilmentBook fulfilments;
    private final FulfilmentLock locks;
    private final OrderBook orders;
    private final OrderMessages orderMessages;
    private final FulfilmentMessages messages;
    private final Reservations reservations;
    private final GoodsBack goodsBack;
    private final TaskBook tasks;
    private final FollowUps followUps;
    private final JdbcTemplate database;
    private final Clock clock;

    FulfilmentProgress(
            FulfilmentBook fulfilments,
            FulfilmentLock locks,
            OrderBook orders,
            OrderMessages orderMessages,
            FulfilmentMessages messages,
            Reservations reservations,
            GoodsBack goodsBack,
            TaskBook tasks,
            FollowUps followUps,
            JdbcTemplate database,
            Clock clock) {
        this.fulfilments = fulfilments;
        this.locks = locks;
        this.orders = orders;
        this.orderMessages = orderMessages;
        this.messages = messages;
        this.reservations = reservations;
        this.goodsBack = goodsBack;
        this.tasks = tasks;
        this.followUps = followUps;
        this.database = database;
        this.clock = clock;
    }

    /**
     * The goods have left the node on their way to the customer, or to the store where they will be collected; their
     * process, which waits for this, hears of it.
     *
     * @throws RefusedException with code {@code fulfilment-ended} if it was cancelled or given back meanwhile
     */
    @Transactional
    public void shipped(FulfilmentId id, String carrier, String trackingNumber, String actor) {
        if (ship(locks.lock(id), carrier, trackingNumber, actor)) {
            messages.shipped(id);
        }
    }

    /**
     * Somebody at the node gives goods that the caller has locked to the carrier: a step of their process, which need not
     * be told besides.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void handedToCarrier(FulfilmentLock.Locked locked, String carrier, String trackingNumber, String actor) {
        var ignored = ship(locked, carrier, trackingNumber, actor);
    }

    /** @return false if they had left before */
    private boolean ship(FulfilmentLock.Locked locked, String carrier, String trackingNumber, String actor) {
        var before = locked.fulfilment();
        if (before.departed()
                || before.status() == FulfilmentStatus.SHIPPED
                || before.status() == FulfilmentStatus.DELIVERED) {
            return false;
        }
        var f = locked.orRefuse();
        if (!carrier.equals(f.carrier()) || !trackingNumber.equals(f.trackingNumber())) {
            fulfilments.label(f.id(), carrier, trackingNumber);
        }
        if (f.destination() == null) {
            leave(f, FulfilmentStatus.SHIPPED, "fulfilment-shipped", actor);
        } else {
            reservations.ship(f.id());
            fulfilments.set(f.id(), "departed", true);
            fulfilments.status(f.id(), FulfilmentStatus.IN_TRANSIT);
            locks.event(
                    f,
                    "fulfilment-in-transit",
                    actor,
                    Map.of("to", f.destination().value()));
        }
        return true;
    }

    /** The customer has the parcel, or the store has it where the customer will collect it. */
    @Transactional
    public void delivered(FulfilmentId id, String actor) {
        var f = locks.lock(id).fulfilment();
        if (f.status() == FulfilmentStatus.SHIPPED) {
            fulfilments.status(id, FulfilmentStatus.DELIVERED);
            locks.event(f, "fulfilment-delivered", actor, Map.of());
            messages.delivered(id);
        } else if (f.status() == FulfilmentStatus.IN_TRANSIT) {
            fulfilments.status(id, FulfilmentStatus.ARRIVED);
            locks.event(f, "fulfilment-arrived", actor, Map.of());
            messages.delivered(id);
        }
    }

    private void leave(Fulfilment f, FulfilmentStatus status, String event, String actor) {
        reservations.ship(f.id());
        var trip = new RoundTrip(database);
        orders.move(trip, f.orderId(), Counter.ALLOCATED, Counter.FULFILLED, f.unitsByLine());
        var order = orders.find(trip, f.orderId());
        trip.go();
        fulfilments.status(f.id(), status);
        locks.event(f, event, actor, Map.of("units", f.units()));
        var ignored = orders.settleAtLast(order.get().orElseThrow());
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
        return giveBack(locks.lock(id).orRefuse(), units, reason, actor);
    }

    private int giveBack(Fulfilment f, Map<Integer, Integer> units, RejectionReason reason, String actor) {
        var given = given(f, units);
        var left = f.units() - sum(given);
        if (given.isEmpty()) {
            return left;
        }
        var cause = "rejected/"
                + f.lines().stream().mapToInt(FulfilmentLine::rejected).sum();
        goodsBack.toStock(f, given, reason, cause);
        fulfilments.rejected(f.id(), given);
        orders.move(f.orderId(), Counter.ALLOCATED, null, given);
        if (left == 0) {
            fulfilments.status(f.id(), FulfilmentStatus.REJECTED);
        }
        locks.event(
                f,
                "fulfilment-lines-rejected",
                actor,
                Map.of("reason", reason.text(), "units", given, "method", f.method()));
        if (reason == RejectionReason.NOT_IN_STOCK && !f.departed()) {
            followUps.write(
                    CollateralRejections.KIND,
                    f.id() + "/" + cause,
                    f.orderId(),
                    new CollateralRejections.ShelfEmptied(f.node(), skus(f, given), clock.instant()));
        }
        orderMessages.linesToSource(f.orderId(), f.id() + "/" + cause);
        var ignored = orders.settle(f.orderId());
        return left;
    }

    private static Set<Sku> skus(Fulfilment f, Map<Integer, Integer> units) {
        return f.lines().stream()
                .filter(line -> units.containsKey(line.lineNumber()))
                .map(FulfilmentLine::sku)
                .collect(Collectors.toSet());
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
        var locked = locks.lock(id);
        if (locked.isOpen()) {
            var f = locked.fulfilment();
            var ignored = giveBack(f, f.unitsByLine(), reason, actor);
            messages.rejected(id);
        }
    }

    /**
     * The shelf turned out to be empty for another order: what this one wants of it cannot be there either. Does nothing
     * once somebody has begun to pick it.
     */
    @Transactional
    void emptied(FulfilmentId id, Set<Sku> skus) {
        var locked = locks.lock(id);
        var f = locked.fulfilment();
        var begun = f.status().isPicked() || f.lines().stream().anyMatch(line -> line.scanned() > 0);
        if (!locked.isOpen() || begun) {
            return;
        }
        var units = f.lines().stream()
                .filter(line -> line.quantity() > 0 && skus.contains(line.sku()))
                .collect(Collectors.toMap(FulfilmentLine::lineNumber, FulfilmentLine::quantity));
        if (giveBack(f, units, RejectionReason.NO_VARIANCE, OrderEvents.BATON) == 0) {
            tasks.cancelOf(id);
            messages.recalled(id);
        }
    }

    /**
     * Nobody at the node took it in time, or no courier comes to it: another node shall. Who accepted in the last moment
     * came too late.
     */
    @Transactional
    public void notAccepted(FulfilmentId id) {
        var locked = locks.lock(id);
        var f = locked.fulfilment();
        var backFromTheDriver = f.status() == FulfilmentStatus.OUT_FOR_DELIVERY && !locked.cancelRequested();
        if (locked.isOpen() || backFromTheDriver) {
            var ignored = giveBack(f, f.unitsByLine(), RejectionReason.NO_VARIANCE, OrderEvents.BATON);
        }
        tasks.cancelOf(id);
    }

    /**
     * The customer never came for it, or for the rest of it: the goods return to stock and their lines are cancelled.
     *
     * @return false if goods were handed over, all or some: then they must be paid
     */
    @Transactional
    public boolean returnedToStock(FulfilmentId id) {
        var f = locks.lock(id).fulfilment();
        var left = f.waiting();
        var returns = goodsBack.areHere(f) || f.status() == FulfilmentStatus.OUT_FOR_DELIVERY;
        if (returns) {
            goodsBack.toStock(f, "not collected");
            orders.move(f.orderId(), Counter.ALLOCATED, Counter.CANCELLED, left);
            fulfilments.withdrawn(id, sum(left) == f.units() ? Map.of() : left);
            fulfilments.status(
                    id, sum(left) == f.units() ? FulfilmentStatus.RETURNED_TO_STOCK : FulfilmentStatus.PICKED_UP);
            locks.event(f, "fulfilment-returned-to-stock", OrderEvents.BATON, Map.of("units", sum(left)));
            var ignored = orders.settle(f.orderId());
        }
        tasks.cancelOf(id);
        return f.status() != FulfilmentStatus.PICKED_UP && sum(left) == f.units();
    }

    /** Stops what has not left its node; the units are then nobody's until the order is closed. */
    @Transactional
    public void cancelled(FulfilmentId id) {
        var f = locks.lock(id).fulfilment();
        if (goodsBack.areHere(f)) {
            if (f.departed()) {
                goodsBack.toStock(f, "order cancelled");
            }
            orders.move(f.orderId(), Counter.ALLOCATED, null, f.waiting());
            fulfilments.status(id, FulfilmentStatus.CANCELLED);
            locks.event(f, "fulfilment-cancelled", OrderEvents.BATON, Map.of());
        }
        tasks.cancelOf(id);
    }

    /**
     * Takes a step at the node: accepted, picked, packed, ready.
     *
     * @throws RefusedException with code {@code fulfilment-ended}
     */
    @Transactional
    public void step(FulfilmentId id, FulfilmentStatus to, String actor) {
        step(locks.lock(id), to, actor);
    }

    /** Takes a step with a fulfilment that the caller has locked. */
    @Transactional(propagation = Propagation.MANDATORY)
    void step(FulfilmentLock.Locked locked, FulfilmentStatus to, String actor) {
        // What was sent to this store has left its node, and is at home here.
        var f = locked.fulfilment().status() == FulfilmentStatus.ARRIVED && !locked.cancelRequested()
                ? locked.fulfilment()
                : locked.orRefuse();
        fulfilments.status(f.id(), to);
        locks.event(f, "fulfilment-" + to.name().toLowerCase(Locale.ROOT).replace('_', '-'), actor, Map.of());
    }
}
