package org.baton.domain.inventory;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.FieldError;
import org.baton.domain.common.Ids;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.Sku;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes counted stock from outside: each row says how many units are on hand at a node. */
@Service
public class StockFeed {

    /**
     * One counted row, not yet checked.
     *
     * @param onHand units counted
     * @param safetyStock units never to offer; null leaves it
     */
    public record Count(
            @Nullable String node,
            @Nullable String sku,
            @Nullable Integer onHand,
            @Nullable Integer safetyStock,
            @Nullable String aisle,
            @Nullable String bin) {}

    /** What became of one row of a batch: refused with its errors, or taken. */
    public record RowResult(boolean changed, List<FieldError> errors) {}

    private static final int MOST_UNITS = 100_000_000;
    private static final int MOST_PLACE_CHARACTERS = 40;

    private final Nodes nodes;
    private final Products products;
    private final StockLedger ledger;
    private final StockDetails details;
    private final Supply supply;
    private final Clock clock;

    StockFeed(Nodes nodes, Products products, StockLedger ledger, StockDetails details, Supply supply, Clock clock) {
        this.nodes = nodes;
        this.products = products;
        this.ledger = ledger;
        this.details = details;
        this.supply = supply;
        this.clock = clock;
    }

    /** The rows that are right, by their place in the batch. */
    private record Batch(Map<Integer, Count> rows, String name, String source, String actor) {

        Set<StockKey> keys() {
            return rows.values().stream().map(StockFeed::key).collect(Collectors.toSet());
        }
    }

    /**
     * Sets on hand to what was counted, row by row; wrong rows are refused and the others taken. Of two rows on the
     * same stock the later one stands.
     *
     * @param source names the batch for those who read the ledger
     * @return one result per row, in order
     */
    @Transactional
    public List<RowResult> count(List<Count> rows, String source, String actor) {
        var stripped = rows.stream().map(StockFeed::strip).toList();
        var errors = check(stripped);
        var good = new TreeMap<Integer, Count>();
        for (int i = 0; i < rows.size(); i++) {
            if (errors.get(i).isEmpty()) {
                good.put(i, stripped.get(i));
            }
        }
        var changed = take(new Batch(good, Ids.next(source + "/", clock::millis), source, actor));
        var results = new ArrayList<RowResult>();
        for (int i = 0; i < rows.size(); i++) {
            results.add(new RowResult(changed.contains(i), errors.get(i)));
        }
        return results;
    }

    private Set<Integer> take(Batch batch) {
        supply.comes(batch.keys());
        ledger.open(batch.keys());
        var stock = ledger.lock(batch.keys());
        var onHand = new HashMap<StockKey, Integer>();
        stock.forEach((key, row) -> onHand.put(key, row.onHand()));
        var changes = new ArrayList<StockChange>();
        var changed = new HashSet<Integer>();
        var more = new HashSet<StockKey>();
        batch.rows().forEach((i, row) -> {
            var key = key(row);
            var counted = Objects.requireNonNull(row.onHand());
            var difference = counted - onHand.getOrDefault(key, 0);
            if (difference != 0) {
                changes.add(movement(batch, i, key, difference));
                onHand.put(key, counted);
                changed.add(i);
            }
            if (difference > 0 || offersMore(row, stock.get(key))) {
                more.add(key);
            }
        });
        ledger.write(changes);
        details.write(batch.rows().values());
        supply.arrived(more, batch.name());
        return changed;
    }

    private static boolean offersMore(Count row, @Nullable Stock before) {
        return row.safetyStock() != null && before != null && row.safetyStock() < before.safetyStock();
    }

    private static Count strip(Count row) {
        var node = row.node();
        var sku = row.sku();
        return new Count(
                node == null ? null : node.strip(),
                sku == null ? null : sku.strip(),
                row.onHand(),
                row.safetyStock(),
                row.aisle(),
                row.bin());
    }

    private List<List<FieldError>> check(List<Count> rows) {
        var unknown = products.unknown(rows.stream()
                .map(Count::sku)
                .filter(sku -> sku != null && Sku.isValid(sku))
                .map(Sku::new)
                .collect(Collectors.toSet()));
        return rows.stream().map(row -> check(row, unknown)).toList();
    }

    private List<FieldError> check(Count row, Set<Sku> unknown) {
        var checks = new FieldChecks();
        var node = checks.required("node", row.node(), NodeId.MAX_LENGTH);
        if (NodeId.isValid(node) && nodes.find(new NodeId(node)).isEmpty()) {
            checks.add("node", "unknown-node", "There is no node " + node + ".");
        }
        var sku = checks.required("sku", row.sku(), Sku.MAX_LENGTH);
        if (Sku.isValid(sku) && unknown.contains(new Sku(sku))) {
            checks.add("sku", "unknown-sku", "There is no product " + sku + ".");
        }
        checks.range("onHand", row.onHand(), 0, MOST_UNITS);
        if (row.safetyStock() != null) {
            checks.range("safetyStock", row.safetyStock(), 0, MOST_UNITS);
        }
        checks.optional("aisle", row.aisle(), MOST_PLACE_CHARACTERS);
        checks.optional("bin", row.bin(), MOST_PLACE_CHARACTERS);
        return checks.errors();
    }

    static StockKey key(Count row) {
        return new StockKey(new NodeId(Objects.requireNonNull(row.node())), new Sku(Objects.requireNonNull(row.sku())));
    }

    private StockChange movement(Batch batch, int row, StockKey at, int difference) {
        var key = batch.name() + "/" + row;
        return new StockChange(
                key, at, "count", difference, 0, 0, "snapshot", batch.source(), batch.actor(), clock.instant());
    }
}
