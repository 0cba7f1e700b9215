package org.baton.domain.inventory;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.ReservationRows.By;
import org.baton.domain.inventory.ReservationRows.Held;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Units held for order lines, from sourcing until they leave or are let go. All work inside the caller's transaction,
 * so that what causes a change and the change are one. Carts hold theirs by {@link Holds}.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Reservations {

    /** Units to hold for one line of a fulfilment. */
    public record Wanted(FulfilmentId fulfilment, OrderId order, int lineNumber, NodeId node, Sku sku, int quantity) {}

    /** Whether everything could be held. */
    public sealed interface Outcome {

        /** Every unit is held. */
        record Reserved() implements Outcome {}

        /** Nothing was held, because these had too few units. */
        record Shortfall(List<StockKey> at) implements Outcome {}
    }

    private final ReservationRows rows;
    private final StockLedger ledger;
    private final Supply supply;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    Reservations(
            ReservationRows rows, StockLedger ledger, Supply supply, ApplicationEventPublisher publisher, Clock clock) {
        this.rows = rows;
        this.ledger = ledger;
        this.supply = supply;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Holds all the units or none. What any earlier look at the stock said does not matter here.
     *
     * @param buffer units of each SKU that are left at each node on top of what it keeps for itself
     */
    public Outcome reserve(List<Wanted> wanted, int buffer) {
        var perStock = new HashMap<StockKey, Integer>();
        wanted.forEach(w -> perStock.merge(new StockKey(w.node(), w.sku()), w.quantity(), Integer::sum));
        var stock = ledger.lock(perStock.keySet());
        var tooFew = perStock.entrySet().stream()
                .filter(e -> available(stock.get(e.getKey())) - buffer < e.getValue())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (!tooFew.isEmpty()) {
            publisher.publishEvent(new StockConflict(tooFew));
            return new Outcome.Shortfall(tooFew);
        }
        var held = wanted.stream().map(Reservations::held).toList();
        var orders = new ArrayList<ReservationRows.New>();
        for (int i = 0; i < wanted.size(); i++) {
            orders.add(new ReservationRows.New(held.get(i), wanted.get(i).order(), null));
        }
        rows.insert(orders);
        ledger.write(
                held.stream()
                        .map(h -> change(h, "reservation", "reserve", null, 0, h.quantity(), 0))
                        .toList(),
                stock);
        return new Outcome.Reserved();
    }

    private static Held held(Wanted w) {
        return Held.fresh(w.fulfilment().value(), w.lineNumber(), new StockKey(w.node(), w.sku()), w.quantity());
    }

    static int available(@Nullable Stock stock) {
        return stock == null ? 0 : stock.availableToPromise();
    }

    /**
     * Lets units go that their node will not fulfil, and corrects its stock by the reason.
     *
     * @param units by line number
     * @param cause makes the movement's key: the same cause is one movement
     */
    public void giveBack(FulfilmentId fulfilment, Map<Integer, Integer> units, RejectionReason reason, String cause) {
        var held = held(fulfilment, units);
        var at = held.stream().map(Held::at).toList();
        supply.comes(at);
        var stock = ledger.lock(at);
        // Two lines may be of one SKU: the second sees what the first left undamaged.
        var undamaged = new HashMap<StockKey, Integer>();
        stock.forEach((key, row) -> undamaged.put(key, Math.max(0, row.onHand() - row.damaged())));
        var changes = new ArrayList<StockChange>();
        var freed = new HashSet<StockKey>();
        for (var h : held) {
            var left = undamaged.getOrDefault(h.at(), 0);
            var wrong = switch (reason) {
                case NOT_IN_STOCK -> left;
                case MISMATCH, DAMAGED -> Math.min(h.quantity(), left);
                case NO_VARIANCE -> 0;
            };
            undamaged.put(h.at(), left - wrong);
            var damaged = reason == RejectionReason.DAMAGED ? wrong : 0;
            changes.add(change(h, "rejection", cause, reason.text(), damaged - wrong, -h.quantity(), damaged));
            if (wrong < h.quantity()) {
                freed.add(h.at());
            }
        }
        ledger.write(changes, stock);
        rows.reduce(held);
        supply.arrived(freed, fulfilment + "/" + cause);
    }

    /** Lets every unit go that is still held for an order; does nothing when there is none. */
    public void release(OrderId order, String reason) {
        free(rows.lock(By.ORDER, order.value()), reason, order.value());
    }

    /** Lets every unit go that is still held for a fulfilment: it returns to stock. */
    public void release(FulfilmentId fulfilment, String reason) {
        free(rows.lock(By.FULFILMENT, fulfilment.value()), reason, fulfilment.value());
    }

    private void free(List<Held> held, String reason, String whose) {
        var at = held.stream().map(Held::at).toList();
        supply.comes(at);
        letGo(held, "release", "release", reason, false);
        supply.arrived(at, whose + "/release");
    }

    /**
     * Lets the units of a cart go for the order that it became, and keeps everybody else from them until the transaction
     * ends.
     *
     * @return what was held, by node; empty when the promise holds nothing any more
     */
    public Map<NodeId, Map<Sku, Integer>> takeOver(String promise) {
        var held = rows.lock(By.FULFILMENT, promise);
        if (held.isEmpty()) {
            return Map.of();
        }
        supply.shutOut(held.stream().map(h -> h.at().sku()).toList());
        letGo(held, "release", "release", "ordered", false);
        var units = new HashMap<NodeId, Map<Sku, Integer>>();
        held.forEach(h -> units.computeIfAbsent(h.at().node(), n -> new HashMap<>())
                .merge(h.at().sku(), h.quantity(), Integer::sum));
        return units;
    }

    /** Turns what is held for a fulfilment into units that have left the node. */
    public void ship(FulfilmentId fulfilment) {
        letGo(rows.lock(By.FULFILMENT, fulfilment.value()), "shipment", "shipment", null, true);
    }

    /**
     * Turns some of what is held for a fulfilment into units that have left the node.
     *
     * @param units by line number
     * @param cause makes the movement's key: the same cause is one movement
     */
    public void ship(FulfilmentId fulfilment, Map<Integer, Integer> units, String cause) {
        letGo(held(fulfilment, units), "shipment", cause, null, true);
    }

    private void letGo(List<Held> held, String type, String cause, @Nullable String reason, boolean leaves) {
        if (held.isEmpty()) {
            return;
        }
        var stock = ledger.lock(held.stream().map(Held::at).toList());
        var gone = new HashMap<StockKey, Integer>();
        var changes = new ArrayList<StockChange>();
        for (var h : held) {
            var row = stock.get(h.at());
            var left = row == null ? 0 : Math.max(0, row.onHand() - gone.getOrDefault(h.at(), 0));
            // A point of sale may have sold a unit that was held: what is not on hand cannot leave twice.
            var leaving = leaves ? Math.min(h.quantity(), left) : 0;
            gone.merge(h.at(), leaving, Integer::sum);
            changes.add(change(h, type, cause, reason, -leaving, -h.quantity(), 0));
        }
        ledger.write(changes, stock);
        rows.reduce(held);
    }

    private List<Held> held(FulfilmentId fulfilment, Map<Integer, Integer> units) {
        return rows.lock(By.FULFILMENT, fulfilment.value()).stream()
                .filter(h -> units.getOrDefault(h.lineNumber(), 0) > 0)
                .map(h -> h.of(Math.min(h.quantity(), units.getOrDefault(h.lineNumber(), 0))))
                .toList();
    }

    private StockChange change(
            Held held, String type, String cause, @Nullable String reason, int onHand, int reserved, int damaged) {
        var key = held.holder() + "/" + held.lineNumber() + "/" + cause;
        return StockChange.own(key, held.at(), type, onHand, reserved, damaged, reason, held.holder(), clock.instant());
    }
}
