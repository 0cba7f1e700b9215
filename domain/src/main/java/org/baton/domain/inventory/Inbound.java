package org.baton.domain.inventory;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.Saved;
import org.baton.domain.common.Sku;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Units that are on their way to a node: what a supplier's notice (ASN) or a transfer says will arrive, and when. */
@Service
public class Inbound {

    /** A line of a notice, not yet checked. */
    public record Line(
            @Nullable String node,
            @Nullable String sku,
            @Nullable Integer quantity,
            @Nullable LocalDate expectedOn) {}

    /**
     * Units expected.
     *
     * @param reference of the notice
     * @param received units of them that have come
     */
    public record Expected(String reference, NodeId node, Sku sku, LocalDate expectedOn, int quantity, int received) {}

    private record Good(StockKey at, int quantity, LocalDate expectedOn) {}

    private static final int MOST_LINES = 5_000;
    private static final int MOST_UNITS = 1_000_000;
    private static final int MOST_REFERENCE = 100;

    private final Nodes nodes;
    private final Products products;
    private final JdbcClient jdbc;
    private final Clock clock;

    Inbound(Nodes nodes, Products products, JdbcClient jdbc, Clock clock) {
        this.nodes = nodes;
        this.products = products;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Takes a notice, or what it says now: lines that it no longer has are no longer expected. What was received stays.
     *
     * @throws org.baton.domain.common.InvalidInputException naming every field that is wrong
     */
    @Transactional
    public Saved save(String reference, @Nullable List<@Nullable Line> lines, String actor) {
        var good = validate(reference, lines);
        var before = of(reference);
        jdbc.sql("delete from inbound where reference = ?").param(reference).update();
        var received =
                before.stream().collect(Collectors.toMap(e -> new StockKey(e.node(), e.sku()), Expected::received));
        for (var line : good) {
            insert(reference, line, received.getOrDefault(line.at(), 0), actor);
        }
        return before.isEmpty() ? Saved.CREATED : of(reference).equals(before) ? Saved.UNCHANGED : Saved.CHANGED;
    }

    private void insert(String reference, Good line, int received, String actor) {
        jdbc.sql("""
                insert into inbound
                       (reference, node_id, sku, expected_on, expected, received, actor, updated_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        reference,
                        line.at().node().value(),
                        line.at().sku().value(),
                        line.expectedOn(),
                        line.quantity(),
                        received,
                        actor,
                        Timestamp.from(clock.instant()))
                .update();
    }

    private List<Good> validate(String reference, @Nullable List<@Nullable Line> lines) {
        var checks = new FieldChecks();
        var ignored = checks.required("reference", reference, MOST_REFERENCE);
        if (lines == null || lines.isEmpty() || lines.size() > MOST_LINES) {
            checks.add("lines", "required", "1 to " + MOST_LINES + " lines are expected.");
        }
        checks.orThrow();
        var good = new ArrayList<Good>();
        var seen = new HashSet<StockKey>();
        var given = Objects.requireNonNull(lines);
        for (int i = 0; i < given.size(); i++) {
            var line = given.get(i);
            var checked = line == null ? null : check(checks, "lines[" + i + "].", line);
            if (line == null) {
                checks.add("lines[" + i + "]", "required", "This line is empty.");
            } else if (checked != null && !seen.add(checked.at())) {
                checks.add("lines[" + i + "]", "duplicate", "An earlier line is of this node and SKU.");
            } else if (checked != null) {
                good.add(checked);
            }
        }
        checks.orThrow();
        return good;
    }

    private @Nullable Good check(FieldChecks checks, String path, Line line) {
        var before = checks.errors().size();
        var node = checks.required(path + "node", line.node(), NodeId.MAX_LENGTH);
        if (NodeId.isValid(node) && nodes.find(new NodeId(node)).isEmpty()) {
            checks.add(path + "node", "unknown-node", "There is no node " + node + ".");
        }
        var sku = checks.required(path + "sku", line.sku(), Sku.MAX_LENGTH);
        if (Sku.isValid(sku) && products.find(new Sku(sku)).isEmpty()) {
            checks.add(path + "sku", "unknown-sku", "There is no product " + sku + ".");
        }
        checks.range(path + "quantity", line.quantity(), 1, MOST_UNITS);
        if (line.expectedOn() == null) {
            checks.add(path + "expectedOn", "required", "A date such as 2026-12-04 is required.");
        }
        return checks.errors().size() > before
                ? null
                : new Good(
                        StockKey.of(node, sku),
                        Objects.requireNonNull(line.quantity()),
                        Objects.requireNonNull(line.expectedOn()));
    }

    /** What a notice says. */
    public List<Expected> of(String reference) {
        return jdbc.sql("select * from inbound where reference = ? order by sku, node_id")
                .param(reference)
                .query((rs, n) -> new Expected(
                        rs.getString("reference"),
                        new NodeId(rs.getString("node_id")),
                        new Sku(rs.getString("sku")),
                        rs.getObject("expected_on", LocalDate.class),
                        rs.getInt("expected"),
                        rs.getInt("received")))
                .list();
    }

    /** Units that will have come to nodes by the end of a day, of those that were announced and have not come yet. */
    public Map<StockKey, Integer> by(LocalDate date, Collection<NodeId> at, Collection<Sku> skus) {
        return jdbc
                .sql("""
                        select node_id, sku, sum(expected - received) as units from inbound
                        where sku = any(:skus) and node_id = any(:nodes) and received < expected and expected_on <= :date
                        group by node_id, sku""")
                .param("skus", StockLedger.array(skus, Sku::value))
                .param("nodes", StockLedger.array(at, NodeId::value))
                .param("date", date)
                .query((rs, n) ->
                        Map.entry(StockKey.of(rs.getString("node_id"), rs.getString("sku")), rs.getInt("units")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Notes receipts against the notices that they name; a receipt without one changes nothing here. */
    @Transactional(propagation = Propagation.MANDATORY)
    void receive(List<MovementBook.Told> told, List<MovementBook.Outcome> outcomes) {
        for (int i = 0; i < told.size(); i++) {
            var one = told.get(i);
            var comes = one.type() == MovementType.RECEIPT || one.type() == MovementType.TRANSFER_IN;
            if (comes && one.reference() != null && outcomes.get(i).effect() != MovementBook.Effect.AGREED) {
                jdbc.sql("""
                        update inbound set received = received + ?, updated_at = ?
                        where reference = ? and node_id = ? and sku = ?""")
                        .params(
                                one.quantity(),
                                Timestamp.from(clock.instant()),
                                one.reference(),
                                one.at().node().value(),
                                one.at().sku().value())
                        .update();
            }
        }
    }
}
