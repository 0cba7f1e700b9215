package org.baton.domain.inventory;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.FieldError;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.Sku;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes counted stock from outside: each row says how many units are on hand at a node. */
@Service
public class StockFeed {

    /** Published inside the transaction when units of some SKUs were added somewhere. */
    public record SupplyArrived(Set<Sku> skus, String cause) {}

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

    private static final int MOST_PLACE_TEXT = 40;
    private static final int MOST_UNITS = 100_000_000;

    private final Nodes nodes;
    private final Products products;
    private final StockLedger ledger;
    private final StockDetails details;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    StockFeed(
            Nodes nodes,
            Products products,
            StockLedger ledger,
            StockDetails details,
            ApplicationEventPublisher events,
            Clock clock) {
        this.nodes = nodes;
        this.products = products;
        this.ledger = ledger;
        this.details = details;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Sets on hand to what was counted, row by row; wrong rows are refused and the others taken.
     *
     * @param source names the batch, and with the row makes the movement's key
     * @return one result per row, in order
     */
    @Transactional
    public List<RowResult> count(List<Count> given, String source, String actor) {
        var rows = given.stream().map(StockFeed::stripped).toList();
        var unknown = products.unknown(rows.stream()
                .map(Count::sku)
                .filter(StockFeed::isSku)
                .map(Sku::new)
                .collect(Collectors.toSet()));
        var errors = rows.stream().map(row -> check(row, unknown)).toList();
        var good = new ArrayList<Integer>();
        for (int i = 0; i < rows.size(); i++) {
            if (errors.get(i).isEmpty()) {
                good.add(i);
            }
        }
        var keys = good.stream().map(i -> key(rows.get(i))).collect(Collectors.toSet());
        ledger.open(keys);
        var stock = ledger.lock(keys);
        var now = clock.instant();
        var onHand = new HashMap<StockKey, Integer>();
        stock.forEach((key, row) -> onHand.put(key, row.onHand()));
        var changes = new ArrayList<StockChange>();
        var changed = new HashSet<Integer>();
        var more = new HashSet<Sku>();
        for (var i : good) {
            var row = rows.get(i);
            var key = key(row);
            var difference = Objects.requireNonNull(row.onHand()) - onHand.getOrDefault(key, 0);
            if (difference != 0) {
                changes.add(movement(source + "/" + i + "/" + now.toEpochMilli(), key, difference, source, actor, now));
                onHand.put(key, row.onHand());
                changed.add(i);
            }
            if (difference > 0) {
                more.add(key.sku());
            }
        }
        ledger.write(changes);
        details.write(good.stream().map(rows::get).toList());
        if (!more.isEmpty()) {
            events.publishEvent(new SupplyArrived(more, source + "/" + now.toEpochMilli()));
        }
        var results = new ArrayList<RowResult>();
        for (int i = 0; i < rows.size(); i++) {
            results.add(new RowResult(changed.contains(i), errors.get(i)));
        }
        return results;
    }

    private List<FieldError> check(Count row, Set<Sku> unknown) {
        var checks = new FieldChecks();
        var node = checks.required("node", row.node(), NodeId.MAX_LENGTH);
        if (!node.isEmpty()
                && node.length() <= NodeId.MAX_LENGTH
                && nodes.find(new NodeId(node)).isEmpty()) {
            checks.add("node", "unknown-node", "There is no node " + node + ".");
        }
        var sku = checks.required("sku", row.sku(), Sku.MAX_LENGTH);
        if (isSku(row.sku()) && unknown.contains(new Sku(sku))) {
            checks.add("sku", "unknown-sku", "There is no product " + sku + ".");
        }
        var ignored = Arrays.asList(
                checks.optional("aisle", row.aisle(), MOST_PLACE_TEXT),
                checks.optional("bin", row.bin(), MOST_PLACE_TEXT));
        checks.range("onHand", row.onHand(), 0, MOST_UNITS);
        if (row.safetyStock() != null) {
            checks.range("safetyStock", row.safetyStock(), 0, MOST_UNITS);
        }
        return checks.errors();
    }

    private static boolean isSku(@Nullable String text) {
        return text != null
                && !text.isBlank()
                && text.length() <= Sku.MAX_LENGTH
                && text.chars().noneMatch(Character::isISOControl);
    }

    private static Count stripped(Count row) {
        return new Count(
                strip(row.node()),
                strip(row.sku()),
                row.onHand(),
                row.safetyStock(),
                strip(row.aisle()),
                strip(row.bin()));
    }

    private static @Nullable String strip(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static StockKey key(Count row) {
        return new StockKey(new NodeId(Objects.requireNonNull(row.node())), new Sku(Objects.requireNonNull(row.sku())));
    }

    private static StockChange movement(
            String key, StockKey at, int difference, String source, String actor, Instant now) {
        return new StockChange(key, at, "count", difference, 0, 0, "snapshot", source, actor, now);
    }
}
