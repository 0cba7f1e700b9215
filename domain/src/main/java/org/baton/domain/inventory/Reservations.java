package org.baton.domain.inventory;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
    private final Supply supply;
    private final Clock clock;

    Reservations(JdbcClient jdbc, StockLedger ledger, Supply supply, Clock clock) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.supply = supply;
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
        insert(wanted);
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

    private void insert(List<Wanted> wanted) {
        if (wanted.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into reservation (fulfilment_id, line_number, order_id, node_id, sku, quantity, created_at)
                select w.*, :now from unnest(:fulfilments, :lines, :orders, :nodes, :skus, :units) as w""")
                .param("fulfilments", texts(wanted, w -> w.fulfilment().value()))
                .param("lines", numbers(wanted, Wanted::lineNumber))
                .param("orders", texts(wanted, w -> w.order().value()))
                .param("nodes", texts(wanted, w -> w.node().value()))
                .param("skus", texts(wanted, w -> w.sku().value()))
                .param("units", numbers(wanted, Wanted::quantity))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    private static <T> String[] texts(List<T> items, Function<T, String> text) {
        return items.stream().map(text).toArray(String[]::new);
    }

    private static <T> Integer[] numbers(List<T> items, Function<T, Integer> number) {
        return items.stream().map(number).toArray(Integer[]::new);
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
        ledger.write(changes);
        reduce(held);
        supply.arrived(freed, fulfilment + "/" + cause);
    }

    /** Lets every unit go that is still held for an order; does nothing when there is none. */
    public void release(OrderId order, String reason) {
        free(heldBy("order_id", order.value()), reason, order.value());
    }

    /** Lets every unit go that is still held for a fulfilment: it returns to stock. */
    public void release(FulfilmentId fulfilment, String reason) {
        free(heldBy("fulfilment_id", fulfilment.value()), reason, fulfilment.value());
    }

    private void free(List<Held> held, String reason, String whose) {
        var at = held.stream().map(Held::at).toList();
        supply.comes(at);
        letGo(held, "release", "release", reason, false);
        supply.arrived(at, whose + "/release");
    }

    /** Turns what is held for a fulfilment into units that have left the node. */
    public void ship(FulfilmentId fulfilment) {
        letGo(heldBy("fulfilment_id", fulfilment.value()), "shipment", "shipment", null, true);
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
            var left = row == null ? 0 : row.onHand() - gone.getOrDefault(h.at(), 0);
            // A point of sale may have sold a unit that was held: what is not on hand cannot leave twice.
            var leaving = leaves ? Math.min(h.quantity(), left) : 0;
            gone.merge(h.at(), leaving, Integer::sum);
            changes.add(change(h, type, cause, reason, -leaving, -h.quantity(), 0));
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

    private void reduce(List<Held> held) {
        if (held.isEmpty()) {
            return;
        }
        jdbc.sql("""
                update reservation r set quantity = r.quantity - w.units
                from unnest(:fulfilments, :lines, :units) as w(fulfilment_id, line_number, units)
                where r.fulfilment_id = w.fulfilment_id and r.line_number = w.line_number""")
                .param("fulfilments", texts(held, h -> h.fulfilment().value()))
                .param("lines", numbers(held, Held::lineNumber))
                .param("units", numbers(held, Held::quantity))
                .update();
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
