package org.baton.domain.inventory;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.RefusedException;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.MovementBook.Told;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Moves units from one node to another: both sides of it happen, or none. */
@Service
public class StockTransfers {

    /**
     * A transfer, not yet checked.
     *
     * @param id names it, once
     * @param arrivesOn when the units arrive, until which they are inbound; null for at once
     */
    public record Transfer(
            @Nullable String id,
            @Nullable String from,
            @Nullable String to,
            @Nullable String sku,
            @Nullable Integer quantity,
            @Nullable LocalDate arrivesOn,
            @Nullable String reason) {}

    private static final int MOST_ID = 100;
    private static final int MOST_UNITS = 1_000_000;
    private static final String SOURCE = "transfers";

    private final Nodes nodes;
    private final Products products;
    private final MovementBook book;
    private final StockLedger ledger;
    private final Supply supply;
    private final Inbound inbound;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    StockTransfers(
            Nodes nodes,
            Products products,
            MovementBook book,
            StockLedger ledger,
            Supply supply,
            Inbound inbound,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.nodes = nodes;
        this.products = products;
        this.book = book;
        this.ledger = ledger;
        this.supply = supply;
        this.inbound = inbound;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Transfers units that nobody holds.
     *
     * @return false if this transfer was made before
     * @throws org.baton.domain.common.InvalidInputException naming every field that is wrong
     * @throws RefusedException with code {@code too-few-units}, or {@code transfer-id-reused} if the id names another one
     */
    public boolean transfer(Transfer request, String actor) {
        var checked = validate(request);
        return Retry.inTransaction(transaction, () -> transferLocked(checked, actor));
    }

    private boolean transferLocked(Transfer t, String actor) {
        var id = Objects.requireNonNull(t.id());
        var from = StockKey.of(Objects.requireNonNull(t.from()), Objects.requireNonNull(t.sku()));
        var to = StockKey.of(Objects.requireNonNull(t.to()), Objects.requireNonNull(t.sku()));
        var keys = List.of(from, to);
        supply.comes(keys);
        var ignored = ledger.open(keys);
        var stock = ledger.lock(keys);
        var units = Objects.requireNonNull(t.quantity());
        if (known(id, from, units)) {
            return false;
        }
        var row = Objects.requireNonNull(stock.get(from));
        if (row.onHand() - row.damaged() - row.reserved() < units) {
            throw new RefusedException("too-few-units", from.node() + " has no " + units + " units that nobody holds.");
        }
        var leaves = told(t, "out", from, MovementType.TRANSFER_OUT, units, actor);
        var outcomes = book.apply(
                t.arrivesOn() == null
                        ? List.of(leaves, told(t, "in", to, MovementType.TRANSFER_IN, units, actor))
                        : List.of(leaves),
                "transfer/" + id);
        if (t.arrivesOn() != null && !outcomes.isEmpty()) {
            announce(t, units, actor);
        }
        return true;
    }

    private void announce(Transfer t, int units, String actor) {
        var line = new Inbound.Line(t.to(), t.sku(), units, t.arrivesOn());
        var ignored = inbound.save(Objects.requireNonNull(t.id()), List.of(line), actor);
    }

    private boolean known(String id, StockKey from, int units) {
        var before = jdbc.sql("select node_id, sku, quantity from stock_movement where key = ?")
                .param(StockMovements.key(SOURCE, id + "/out"))
                .query((rs, n) -> StockKey.of(rs.getString(1), rs.getString(2)).equals(from) && rs.getInt(3) == units)
                .optional();
        if (before.isPresent() && !before.get()) {
            throw new RefusedException("transfer-id-reused", "Another transfer has the id " + id + ".");
        }
        return before.isPresent();
    }

    private Told told(Transfer t, String side, StockKey at, MovementType type, int units, String actor) {
        return new Told(
                StockMovements.key(SOURCE, t.id() + "/" + side),
                at,
                type,
                units,
                clock.instant(),
                t.reason(),
                t.id(),
                SOURCE,
                actor,
                true,
                null);
    }

    private Transfer validate(Transfer request) {
        var checks = new FieldChecks();
        var id = checks.required("id", request.id(), MOST_ID);
        var from = node(checks, "from", request.from());
        var to = node(checks, "to", request.to());
        if (!from.isEmpty() && from.equals(to)) {
            checks.add("to", "mismatch", "A transfer goes to another node.");
        }
        var sku = checks.required("sku", request.sku(), Sku.MAX_LENGTH);
        if (Sku.isValid(sku) && products.find(new Sku(sku)).isEmpty()) {
            checks.add("sku", "unknown-sku", "There is no product " + sku + ".");
        }
        checks.range("quantity", request.quantity(), 1, MOST_UNITS);
        var reason = checks.optional("reason", request.reason(), 200);
        checks.orThrow();
        return new Transfer(id, from, to, sku, request.quantity(), request.arrivesOn(), reason);
    }

    private String node(FieldChecks checks, String field, @Nullable String given) {
        var node = checks.required(field, given, NodeId.MAX_LENGTH);
        if (NodeId.isValid(node) && nodes.find(new NodeId(node)).isEmpty()) {
            checks.add(field, "unknown-node", "There is no node " + node + ".");
        }
        return node;
    }
}
