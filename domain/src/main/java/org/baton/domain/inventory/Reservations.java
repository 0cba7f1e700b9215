package org.baton.domain.inventory;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.Sku;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Units held for order lines, from sourcing until they leave or are let go. All work inside the caller's transaction,
 * so that what causes a change and the change are one.
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

    private record Held(FulfilmentId fulfilment, int lineNumber, StockKey at, int quantity) {}

    private final JdbcClient jdbc;
    private final StockLedger ledger;
    private final Clock clock;

    Reservations(JdbcClient jdbc, StockLedger ledger, Clock clock) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Holds all the units or none. What any earlier look at the stock said does not matter here. */
    public Outcome reserve(List<Wanted> wanted) {
        var perStock = new HashMap<StockKey, Integer>();
        wanted.forEach(w -> perStock.merge(new StockKey(w.node(), w.sku()), w.quantity(), Integer::sum));
        var stock = ledger.lock(perStock.keySet());
        var tooFew = perStock.entrySet().stream()
                .filter(e -> available(stock.get(e.getKey())) < e.getValue())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (!tooFew.isEmpty()) {
            return new Outcome.Shortfall(tooFew);
        }
        wanted.forEach(this::insert);
        ledger.write(wanted.stream()
                .map(w -> change(
                        new Held(w.fulfilment(), w.lineNumber(), new StockKey(w.node(), w.sku()), w.quantity()),
                        "reservation",
                        "reserve",
                        null,
                        0,
                        w.quantity(),
                        0))
                .toList());
        return new Outcome.Reserved();
    }

    private static int available(@Nullable Stock stock) {
        return stock == null ? 0 : stock.availableToPromise();
    }

    private void insert(Wanted wanted) {
        jdbc.sql("""
                insert into reservation (fulfilment_id, line_number, order_id, node_id, sku, quantity, created_at)
                values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        wanted.fulfilment().value(),
                        wanted.lineNumber(),
                        wanted.order().value(),
                        wanted.node().value(),
                        wanted.sku().value(),
                        wanted.quantity(),
                        Timestamp.from(clock.instant()))
                .update();
    }

    /**
     * Lets units go that their node will not fulfil, and corrects its stock by the reason.
     *
     * @param units by line number
     * @param cause makes the movement's key: the same cause is one movement
     */
    public void giveBack(FulfilmentId fulfilment, Map<Integer, Integer> units, RejectionReason reason, String cause) {
        var held = held(fulfilment, units);
        var stock = ledger.lock(held.stream().map(Held::at).toList());
        var changes = new ArrayList<StockChange>();
        var gone = new HashMap<StockKey, Integer>();
        for (var h : held) {
            var row = stock.get(h.at());
            var left = row == null ? 0 : row.onHand() - gone.getOrDefault(h.at(), 0);
            var undamaged = row == null ? 0 : left - row.damaged();
            var onHand = switch (reason) {
                case NOT_IN_STOCK -> -Math.max(0, undamaged);
                case MISMATCH -> -Math.min(h.quantity(), Math.max(0, undamaged));
                case DAMAGED, NO_VARIANCE -> 0;
            };
            gone.merge(h.at(), -onHand, Integer::sum);
            var damaged = reason == RejectionReason.DAMAGED ? Math.min(h.quantity(), Math.max(0, undamaged)) : 0;
            changes.add(change(h, "rejection", cause, reason.text(), onHand, -h.quantity(), damaged));
        }
        ledger.write(changes);
        reduce(held);
    }

    /** Lets every unit go that is still held for an order; does nothing when there is none. */
    public void release(OrderId order, String reason) {
        letGo(heldBy("order_id", order.value()), "release", reason, false);
    }

    /** Lets every unit go that is still held for a fulfilment: it returns to stock. */
    public void release(FulfilmentId fulfilment, String reason) {
        letGo(heldBy("fulfilment_id", fulfilment.value()), "release", reason, false);
    }

    /** Turns what is held for a fulfilment into units that have left the node. */
    public void ship(FulfilmentId fulfilment) {
        letGo(heldBy("fulfilment_id", fulfilment.value()), "shipment", null, true);
    }

    private void letGo(List<Held> held, String type, @Nullable String reason, boolean leaves) {
        var stock = ledger.lock(held.stream().map(Held::at).toList());
        var gone = new HashMap<StockKey, Integer>();
        var changes = new ArrayList<StockChange>();
        for (var h : held) {
            var row = stock.get(h.at());
            var left = row == null ? 0 : row.onHand() - gone.getOrDefault(h.at(), 0);
            // A point of sale may have sold a unit that was held: what is not on hand cannot leave twice.
            var leaving = leaves ? Math.min(h.quantity(), left) : 0;
            gone.merge(h.at(), leaving, Integer::sum);
            changes.add(change(h, type, type, reason, -leaving, -h.quantity(), 0));
        }
        ledger.write(changes);
        reduce(held);
    }

    private List<Held> heldBy(String column, String id) {
        return jdbc.sql("select * from reservation where " + column + " = ? and quantity > 0"
                        + " order by fulfilment_id, line_number for update")
                .param(id)
                .query((rs, n) -> new Held(
                        new FulfilmentId(rs.getString("fulfilment_id")),
                        rs.getInt("line_number"),
                        new StockKey(new NodeId(rs.getString("node_id")), new Sku(rs.getString("sku"))),
                        rs.getInt("quantity")))
                .list();
    }

    private List<Held> held(FulfilmentId fulfilment, Map<Integer, Integer> units) {
        return heldBy("fulfilment_id", fulfilment.value()).stream()
                .filter(h -> units.getOrDefault(h.lineNumber(), 0) > 0)
                .map(h -> new Held(
                        h.fulfilment(),
                        h.lineNumber(),
                        h.at(),
                        Math.min(h.quantity(), units.getOrDefault(h.lineNumber(), 0))))
                .toList();
    }

    private void reduce(Collection<Held> held) {
        held.forEach(h -> jdbc.sql("update reservation set quantity = quantity - ?"
                        + " where fulfilment_id = ? and line_number = ?")
                .params(h.quantity(), h.fulfilment().value(), h.lineNumber())
                .update());
    }

    private StockChange change(
            Held held, String type, String cause, @Nullable String reason, int onHand, int reserved, int damaged) {
        var key = held.fulfilment() + "/" + held.lineNumber() + "/" + cause;
        return new StockChange(
                key,
                held.at(),
                type,
                onHand,
                reserved,
                damaged,
                reason,
                held.fulfilment().value(),
                "baton",
                clock.instant());
    }
}
