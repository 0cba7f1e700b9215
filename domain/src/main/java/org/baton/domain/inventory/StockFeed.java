package org.baton.domain.inventory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
     * @param safetyStock units never to offer; null leaves it, and without any the rule table says it
     * @param threshold units kept on top of these; as the safety stock
     * @param asOf when it was counted; null for just now
     */
    public record Count(
            @Nullable String node,
            @Nullable String sku,
            @Nullable Integer onHand,
            @Nullable Integer safetyStock,
            @Nullable Integer threshold,
            @Nullable String aisle,
            @Nullable String bin,
            @Nullable Instant asOf) {

        /** A count of just now that says nothing else. */
        public static Count of(String node, String sku, int onHand) {
            return new Count(node, sku, onHand, null, null, null, null, null);
        }
    }

    /** What became of one row of a batch: refused with its errors, or taken. */
    public record RowResult(boolean changed, List<FieldError> errors) {}

    static final int MOST_UNITS = 100_000_000;
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(5);
    private static final int MOST_PLACE_CHARACTERS = 40;

    private final Nodes nodes;
    private final Products products;
    private final MovementBook book;
    private final StockDetails details;
    private final Clock clock;

    StockFeed(Nodes nodes, Products products, MovementBook book, StockDetails details, Clock clock) {
        this.nodes = nodes;
        this.products = products;
        this.book = book;
        this.details = details;
        this.clock = clock;
    }

    /** The rows that are right, by their place in the batch. */
    private record Batch(Map<Integer, Count> rows, String name, String source, String actor) {}

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
        var indexes = List.copyOf(batch.rows().keySet());
        var told = indexes.stream()
                .map(i -> told(batch, i, Objects.requireNonNull(batch.rows().get(i))))
                .toList();
        var outcomes =
                book.apply(told, batch.name(), () -> details.write(batch.rows().values()));
        var changed = new HashSet<Integer>();
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i).change() != 0) {
                changed.add(indexes.get(i));
            }
        }
        return changed;
    }

    private MovementBook.Told told(Batch batch, int row, Count count) {
        return new MovementBook.Told(
                batch.name() + "/" + row,
                key(count),
                MovementType.COUNT,
                Objects.requireNonNull(count.onHand()),
                Objects.requireNonNullElse(count.asOf(), clock.instant()),
                "snapshot",
                batch.source(),
                batch.actor(),
                batch.actor(),
                false,
                null);
    }

    private static Count strip(Count row) {
        var node = row.node();
        var sku = row.sku();
        return new Count(
                node == null ? null : node.strip(),
                sku == null ? null : sku.strip(),
                row.onHand(),
                row.safetyStock(),
                row.threshold(),
                row.aisle(),
                row.bin(),
                row.asOf());
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
        if (row.threshold() != null) {
            checks.range("threshold", row.threshold(), 0, MOST_UNITS);
        }
        notInTheFuture(checks, "asOf", row.asOf(), clock);
        checks.optional("aisle", row.aisle(), MOST_PLACE_CHARACTERS);
        checks.optional("bin", row.bin(), MOST_PLACE_CHARACTERS);
        return checks.errors();
    }

    /** Refuses a time that has not come; the clocks of two systems may differ a little. */
    static void notInTheFuture(FieldChecks checks, String field, @Nullable Instant time, Clock clock) {
        if (time != null && time.isAfter(clock.instant().plus(CLOCKS_DIFFER_BY))) {
            checks.add(field, "in-the-future", "This time has not come yet.");
        }
    }

    static StockKey key(Count row) {
        return new StockKey(new NodeId(Objects.requireNonNull(row.node())), new Sku(Objects.requireNonNull(row.sku())));
    }
}
