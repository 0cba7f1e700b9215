package org.baton.domain.inventory;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.RefusedException;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.ReservationRows.By;
import org.baton.domain.inventory.ReservationRows.Held;
import org.baton.domain.inventory.Reservations.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Units held for carts: for some minutes, until the order comes. Carts that ask at the same moment are served in one
 * transaction, in the order in which they came, so that a SKU that everybody wants is no bottleneck.
 */
@Service
public class Holds {

    /** Units of a SKU at a node. */
    public record Piece(NodeId node, Sku sku, int quantity) {

        StockKey at() {
            return new StockKey(node, sku);
        }
    }

    /**
     * What a cart wants held.
     *
     * @param promise that the units are held by; it must hold none yet
     * @param buffer units of each SKU that are left at each node on top of what it keeps for itself
     */
    public record Cart(String promise, List<Piece> pieces, int buffer, Instant expiresAt) {}

    /** Units that one promise holds of a row. */
    public record Claim(String promise, int quantity) {}

    private static final int MOST_TOGETHER = 256;
    private static final int WORKERS = 2;
    private static final int EXPIRED_AT_ONCE = 500;

    private final ReservationRows rows;
    private final StockLedger ledger;
    private final Supply supply;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Batcher<Cart, Outcome> batcher;

    Holds(ReservationRows rows, StockLedger ledger, Supply supply, TransactionTemplate transaction, Clock clock) {
        this.rows = rows;
        this.ledger = ledger;
        this.supply = supply;
        this.transaction = transaction;
        this.clock = clock;
        this.batcher = new Batcher<>("holds", MOST_TOGETHER, WORKERS, this::holdAll);
    }

    /**
     * Holds all the units of a cart or none; once it returns, what it says is on disk.
     *
     * @throws org.springframework.dao.DuplicateKeyException if the promise holds units already
     */
    public Outcome hold(Cart cart) {
        return batcher.submit(cart);
    }

    private List<Outcome> holdAll(List<Cart> carts) {
        return Retry.inTransaction(transaction, () -> holdTogether(carts));
    }

    private List<Outcome> holdTogether(List<Cart> carts) {
        var keys = new HashSet<StockKey>();
        carts.forEach(cart -> cart.pieces().forEach(piece -> keys.add(piece.at())));
        var stock = ledger.lock(keys);
        var free = new HashMap<StockKey, Integer>();
        stock.forEach((key, row) -> free.put(key, row.availableToPromise()));
        var outcomes = new ArrayList<Outcome>();
        var reserved = new ArrayList<ReservationRows.New>();
        for (var cart : carts) {
            outcomes.add(hold(cart, free, reserved));
        }
        rows.insert(reserved);
        ledger.write(
                reserved.stream()
                        .map(r -> change(
                                r.held(),
                                "reservation",
                                "reserve",
                                null,
                                r.held().quantity()))
                        .toList(),
                stock);
        return outcomes;
    }

    private static Outcome hold(Cart cart, Map<StockKey, Integer> free, List<ReservationRows.New> reserved) {
        var wanted = new HashMap<StockKey, Integer>();
        cart.pieces().forEach(p -> wanted.merge(p.at(), p.quantity(), Integer::sum));
        var tooFew = wanted.entrySet().stream()
                .filter(e -> free.getOrDefault(e.getKey(), 0) - cart.buffer() < e.getValue())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (!tooFew.isEmpty()) {
            return new Outcome.Shortfall(tooFew);
        }
        wanted.forEach((key, units) -> free.merge(key, -units, Integer::sum));
        int line = 0;
        for (var piece : cart.pieces()) {
            var held = Held.fresh(cart.promise(), ++line, piece.at(), piece.quantity());
            reserved.add(new ReservationRows.New(held, null, cart.expiresAt()));
        }
        return new Outcome.Reserved();
    }

    /** What a promise holds now. */
    public List<Piece> held(String promise) {
        return Retry.inTransaction(
                transaction,
                () -> rows.lock(By.FULFILMENT, promise).stream()
                        .map(h -> new Piece(h.at().node(), h.at().sku(), h.quantity()))
                        .toList());
    }

    /** The carts that hold units of a row, the newest first. */
    public List<Claim> carts(StockKey at) {
        return rows.carts(at);
    }

    /** Lets all units of a promise go; does nothing when it holds none. */
    public void release(String promise, String reason) {
        var ignored = Retry.inTransaction(transaction, () -> free(rows.lock(By.FULFILMENT, promise), reason));
    }

    /**
     * Lets some units of a promise go.
     *
     * @throws RefusedException with code {@code not-held} if it does not hold as many there
     */
    public void release(String promise, Piece piece, String reason) {
        var ignored =
                Retry.inTransaction(transaction, () -> free(pick(rows.lock(By.FULFILMENT, promise), piece), reason));
    }

    /**
     * Moves units of a promise to another node: they are held at one of the two at every moment.
     *
     * @param buffer as in {@link Cart}
     * @return {@link Outcome.Shortfall} if the other node has too few; nothing has moved then
     * @throws RefusedException with code {@code not-held} if the promise does not hold as many there
     */
    public Outcome move(String promise, Piece piece, NodeId to, int buffer) {
        return Retry.inTransaction(transaction, () -> moveLocked(promise, piece, to, buffer));
    }

    private Outcome moveLocked(String promise, Piece piece, NodeId to, int buffer) {
        var all = rows.lock(By.FULFILMENT, promise);
        var moving = pick(all, piece);
        var target = new StockKey(to, piece.sku());
        supply.comes(List.of(piece.at()));
        var stock = ledger.lock(List.of(piece.at(), target));
        if (Reservations.available(stock.get(target)) - buffer < piece.quantity()) {
            return new Outcome.Shortfall(List.of(target));
        }
        var line = all.stream().mapToInt(Held::lineNumber).max().orElse(0) + 1;
        var expiresAt = rows.expiryOf(promise);
        var moved = Held.fresh(promise, line, target, piece.quantity());
        rows.reduce(moving);
        rows.insert(List.of(new ReservationRows.New(moved, null, expiresAt)));
        var changes = new ArrayList<StockChange>();
        moving.forEach(h -> changes.add(change(h, "release", "move/" + line, "moved", -h.quantity())));
        changes.add(change(moved, "reservation", "reserve", "moved", piece.quantity()));
        ledger.write(changes, stock);
        supply.arrived(List.of(piece.at()), promise + "/move/" + line);
        return new Outcome.Reserved();
    }

    /** The rows that some units come from, the oldest first. */
    private static List<Held> pick(List<Held> held, Piece piece) {
        var picked = new ArrayList<Held>();
        var open = piece.quantity();
        for (var h : held.stream()
                .filter(h -> h.at().equals(piece.at()))
                .sorted(Comparator.comparingInt(Held::lineNumber))
                .toList()) {
            var units = Math.min(open, h.quantity());
            if (units > 0) {
                picked.add(h.of(units));
                open -= units;
            }
        }
        if (open > 0) {
            throw new RefusedException(
                    "not-held", "The promise does not hold " + piece.quantity() + " of " + piece.sku() + " there.");
        }
        return picked;
    }

    /**
     * Lets the units of carts go whose time is over.
     *
     * @return the promises that held them
     */
    public List<String> expire() {
        return Retry.inTransaction(transaction, () -> {
            var due = rows.expired(EXPIRED_AT_ONCE);
            var ignored = free(
                    due.stream()
                            .flatMap(promise -> rows.lock(By.FULFILMENT, promise).stream())
                            .toList(),
                    "expired");
            return due;
        });
    }

    private List<Held> free(List<Held> held, String reason) {
        if (held.isEmpty()) {
            return held;
        }
        var at = held.stream().map(Held::at).toList();
        supply.comes(at);
        var stock = ledger.lock(at);
        ledger.write(
                held.stream()
                        .map(h -> change(h, "release", cause(h), reason, -h.quantity()))
                        .toList(),
                stock);
        rows.reduce(held);
        supply.arrived(at, held.getFirst().holder() + "/" + cause(held.getFirst()));
        return held;
    }

    /** A line is let go in parts: each time another number is left before it. */
    private static String cause(Held held) {
        return "release/" + held.before();
    }

    private StockChange change(Held held, String type, String cause, @Nullable String reason, int reserved) {
        var key = held.holder() + "/" + held.lineNumber() + "/" + cause;
        return StockChange.own(key, held.at(), type, 0, reserved, 0, reason, held.holder(), clock.instant());
    }
}
