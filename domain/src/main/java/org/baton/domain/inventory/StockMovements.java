package org.baton.domain.inventory;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.FieldError;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.MovementBook.Effect;
import org.baton.domain.inventory.MovementBook.Told;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes what tills, warehouses and people tell of single movements. Each carries its source and an id: told again it
 * changes nothing. When it happened decides, not when it arrives.
 */
@Service
public class StockMovements {

    /**
     * A movement as it is told, not yet checked.
     *
     * @param id unique within its source
     * @param source the system that tells; null for the caller
     * @param occurredAt when it happened, by the clock of the source; null where it has a sequence
     * @param type the word of {@link MovementType}
     * @param quantity units; of a count what is on hand, of an adjustment with its sign
     * @param reference what it belongs to: an ASN, a receipt of a till, a transfer
     * @param sequence its number among what the source tells of the node, in the place of a time
     */
    public record Message(
            @Nullable String id,
            @Nullable String source,
            @Nullable Instant occurredAt,
            @Nullable String node,
            @Nullable String sku,
            @Nullable String type,
            @Nullable Integer quantity,
            @Nullable String reason,
            @Nullable String reference,
            @Nullable Long sequence) {}

    /**
     * What became of a message.
     *
     * @param status applied, unchanged (told before, or a count that agreed) or counted-since
     * @param variance of a count: counted less believed
     */
    public record Result(String id, String status, @Nullable Integer variance) {}

    private static final String APPLIED = "applied";
    private static final String UNCHANGED = "unchanged";
    private static final int MOST_ID = 100;
    private static final int MOST_REASON = 200;
    private static final int MOST_UNITS = 1_000_000;

    private final Nodes nodes;
    private final Products products;
    private final MovementBook book;
    private final Inbound inbound;
    private final StockSequences sequences;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    StockMovements(
            Nodes nodes,
            Products products,
            MovementBook book,
            Inbound inbound,
            StockSequences sequences,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.nodes = nodes;
        this.products = products;
        this.book = book;
        this.inbound = inbound;
        this.sequences = sequences;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Takes messages, all of them or none.
     *
     * @param actor who tells, and the source of those that name none
     * @return a result for each, in order
     * @throws InvalidInputException with all that is wrong, e.g. of {@code [3].quantity}; nothing was taken then
     */
    public List<Result> take(List<Message> messages, String actor) {
        return Retry.inTransaction(transaction, () -> takeAll(messages, actor));
    }

    private List<Result> takeAll(List<Message> messages, String actor) {
        var errors = check(messages, actor);
        var wrong = IntStream.range(0, errors.size())
                .boxed()
                .flatMap(i -> errors.get(i).stream().map(e -> e.in("[" + i + "]")))
                .toList();
        if (!wrong.isEmpty()) {
            throw new InvalidInputException(wrong);
        }
        var told = messages.stream().map(m -> told(m, actor)).toList();
        var known = known(told.stream().map(Told::key).toList()).keySet();
        var ways = new HashMap<String, StockSequences.Order>();
        told.forEach(t -> ways.put(t.source(), StockSequences.Order.of(t.sequence())));
        sequences.hold(ways);
        var fresh = sequences.timed(
                told.stream().filter(t -> !known.contains(t.key())).toList());
        var outcomes = book.apply(fresh, cause(fresh));
        inbound.receive(fresh, outcomes);
        var results = new HashMap<String, Result>();
        for (int i = 0; i < fresh.size(); i++) {
            results.put(fresh.get(i).key(), result(fresh.get(i), outcomes.get(i)));
        }
        return told.stream()
                .map(t -> results.getOrDefault(t.key(), new Result(id(t.key()), UNCHANGED, null)))
                .toList();
    }

    private static String cause(List<Told> fresh) {
        return fresh.isEmpty() ? "" : fresh.getFirst().key().replace('\u001f', '/') + "/" + fresh.size();
    }

    private static Result result(Told told, MovementBook.Outcome outcome) {
        var status = switch (outcome.effect()) {
            case APPLIED -> APPLIED;
            case AGREED -> UNCHANGED;
            case COUNTED_SINCE -> "counted-since";
        };
        var counted = told.type() == MovementType.COUNT && outcome.effect() != Effect.COUNTED_SINCE;
        return new Result(id(told.key()), status, counted ? outcome.change() : null);
    }

    private static String id(String key) {
        return key.substring(key.lastIndexOf('\u001f') + 1);
    }

    /** The key of a message in the ledger: neither sources nor ids hold the separator, a control character. */
    static String key(String source, String id) {
        return "told\u001f" + source + "\u001f" + id;
    }

    private Told told(Message m, String actor) {
        var source = source(m, actor);
        return new Told(
                key(source, Objects.requireNonNull(m.id()).strip()),
                StockKey.of(
                        Objects.requireNonNull(m.node()).strip(),
                        Objects.requireNonNull(m.sku()).strip()),
                MovementType.of(Objects.requireNonNull(m.type()).strip()).orElseThrow(),
                Objects.requireNonNull(m.quantity()),
                Objects.requireNonNullElse(m.occurredAt(), clock.instant()),
                m.reason(),
                m.reference(),
                source,
                actor,
                true,
                m.sequence());
    }

    private static String source(Message m, String actor) {
        var source = m.source();
        return source == null || source.isBlank() ? actor : source.strip();
    }

    /** What is wrong with each message, in order; an empty list for one that is right. */
    public List<List<FieldError>> check(List<Message> messages, String actor) {
        var unknown = products.unknown(messages.stream()
                .map(Message::sku)
                .filter(sku -> sku != null && Sku.isValid(sku.strip()))
                .map(sku -> new Sku(Objects.requireNonNull(sku).strip()))
                .collect(Collectors.toSet()));
        var checks = messages.stream().map(m -> check(m, unknown)).toList();
        var seen = new HashSet<String>();
        for (int i = 0; i < messages.size(); i++) {
            if (checks.get(i).errors().isEmpty()
                    && !seen.add(told(messages.get(i), actor).key())) {
                checks.get(i).add("id", "duplicate", "An earlier message of this request has this id.");
            }
        }
        checkOrder(messages, checks, actor);
        checkReused(messages, checks, actor);
        return checks.stream().map(FieldChecks::errors).toList();
    }

    /** A source tells the order by times or by numbers, never now this and now that. */
    private void checkOrder(List<Message> messages, List<FieldChecks> checks, String actor) {
        var ways = sequences.known(messages.stream().map(m -> source(m, actor)).collect(Collectors.toSet()));
        for (int i = 0; i < messages.size(); i++) {
            var way = StockSequences.Order.of(messages.get(i).sequence());
            var held = ways.putIfAbsent(source(messages.get(i), actor), way);
            if (held != null && held != way && checks.get(i).errors().isEmpty()) {
                checks.get(i).add("sequence", "mixed", held.instead());
            }
        }
    }

    private void checkReused(List<Message> messages, List<FieldChecks> checks, String actor) {
        var keys = new ArrayList<String>();
        for (int i = 0; i < messages.size(); i++) {
            keys.add(
                    checks.get(i).errors().isEmpty()
                            ? told(messages.get(i), actor).key()
                            : "");
        }
        var known = known(keys);
        for (int i = 0; i < messages.size(); i++) {
            var before = known.get(keys.get(i));
            if (before != null && !before.equals(fact(told(messages.get(i), actor)))) {
                checks.get(i).add("id", "reused", "Another movement was told with this id before.");
            }
        }
    }

    private record Fact(StockKey at, String type, int quantity) {}

    private static Fact fact(Told told) {
        return new Fact(told.at(), told.type().text(), told.quantity());
    }

    private Map<String, Fact> known(List<String> keys) {
        var known = new HashMap<String, Fact>();
        jdbc.sql("select key, node_id, sku, type, quantity from stock_movement where key = any(:keys)")
                .param("keys", keys.toArray(String[]::new))
                .query(rs -> {
                    known.put(
                            rs.getString("key"),
                            new Fact(
                                    StockKey.of(rs.getString("node_id"), rs.getString("sku")),
                                    rs.getString("type"),
                                    rs.getInt("quantity")));
                });
        return known;
    }

    private FieldChecks check(Message m, Set<Sku> unknown) {
        var checks = new FieldChecks();
        checks.required("id", m.id(), MOST_ID);
        checks.optional("source", m.source(), MOST_ID);
        var node = checks.required("node", m.node(), NodeId.MAX_LENGTH);
        if (NodeId.isValid(node) && nodes.find(new NodeId(node)).isEmpty()) {
            checks.add("node", "unknown-node", "There is no node " + node + ".");
        }
        var sku = checks.required("sku", m.sku(), Sku.MAX_LENGTH);
        if (Sku.isValid(sku) && unknown.contains(new Sku(sku))) {
            checks.add("sku", "unknown-sku", "There is no product " + sku + ".");
        }
        when(checks, m);
        StockFeed.notInTheFuture(checks, "occurredAt", m.occurredAt(), clock);
        var type = MovementType.of(checks.required("type", m.type(), 20));
        if (type.isEmpty() && m.type() != null && !m.type().isBlank()) {
            checks.add(
                    "type",
                    "unknown-value",
                    "One of sale, return, receipt, adjustment, transfer-out, transfer-in, damage, count.");
        }
        type.ifPresent(t -> quantity(checks, m, t));
        checks.optional("reference", m.reference(), MOST_ID);
        return checks;
    }

    private static void when(FieldChecks checks, Message m) {
        var sequence = m.sequence();
        if (m.occurredAt() == null && sequence == null) {
            checks.add("occurredAt", "required", "When it happened, or a sequence, is required.");
        } else if (m.occurredAt() != null && sequence != null) {
            checks.add("sequence", "mixed", "Give occurredAt or a sequence, not both.");
        }
        if (sequence != null && sequence < 0) {
            checks.add("sequence", "out-of-range", "Numbers begin with 0.");
        }
    }

    private static void quantity(FieldChecks checks, Message m, MovementType type) {
        var most = type == MovementType.COUNT ? StockFeed.MOST_UNITS : MOST_UNITS;
        checks.range("quantity", m.quantity(), type.least(most), most);
        if (type == MovementType.ADJUSTMENT && Objects.equals(m.quantity(), 0)) {
            checks.add("quantity", "out-of-range", "An adjustment of nothing.");
        }
        if (type == MovementType.ADJUSTMENT) {
            checks.required("reason", m.reason(), MOST_REASON);
        } else {
            checks.optional("reason", m.reason(), MOST_REASON);
        }
    }
}
