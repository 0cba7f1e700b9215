package org.baton.domain.inventory;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.Channels.Channel;
import org.baton.domain.inventory.Nodes.Near;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Answers what can be promised, never older than a second: from memory while that follows the database closely enough,
 * otherwise from the database itself. Only a reservation is a promise.
 */
@Service
public class Availability {

    /**
     * What is asked.
     *
     * @param channel that asks: it sees its own nodes and leaves its buffer
     * @param by a day by whose end announced supply counts too; null for what is there now
     */
    public record Question(
            List<Sku> skus, Channel channel, @Nullable LocalDate by) {}

    /**
     * What a node can give.
     *
     * @param units in the order of the SKUs asked for
     */
    public record AtNode(Near near, int[] units) {}

    /** Answers for nodes, as of a moment. */
    public record Answer(Instant asOf, List<AtNode> nodes) {}

    /**
     * What many nodes can give together.
     *
     * @param units in the order of the SKUs asked for
     * @param nodes that can give at least one of each, in the same order
     */
    public record Total(Instant asOf, long[] units, int[] nodes) {}

    private final LiveStock live;
    private final StockView stock;
    private final StockReader reader;
    private final Nodes nodes;
    private final Inbound inbound;
    private final Clock clock;

    Availability(LiveStock live, StockView stock, StockReader reader, Nodes nodes, Inbound inbound, Clock clock) {
        this.live = live;
        this.stock = stock;
        this.reader = reader;
        this.nodes = nodes;
        this.inbound = inbound;
        this.clock = clock;
    }

    /** What the nearest nodes that a channel sees can give, nearest first, those with nothing too. */
    public Answer near(Question question, GeoPoint place, double radiusMiles, int most, Predicate<Node> wanted) {
        return at(
                question,
                nodes.nearest(place, radiusMiles, most, n -> question.channel().sees(n) && wanted.test(n)));
    }

    /** What all nodes that a channel sees can give together, of a group if one is named. */
    public Total total(Question question, Channels.@Nullable Group group) {
        var all = nodes.list().stream()
                .filter(n -> n.active()
                        && question.channel().sees(n)
                        && (group == null || group.nodes().contains(n.id())))
                .map(n -> new Near(n, 0))
                .toList();
        var answer = at(question, all);
        var units = new long[question.skus().size()];
        var holding = new int[units.length];
        for (var one : answer.nodes()) {
            for (int s = 0; s < units.length; s++) {
                units[s] += one.units()[s];
                holding[s] += one.units()[s] > 0 ? 1 : 0;
            }
        }
        return new Total(answer.asOf(), units, holding);
    }

    private Answer at(Question question, List<Near> near) {
        var look = live.look(question.skus());
        var answer = look == null ? fromDatabase(question, near) : fromMemory(question, near, look);
        return question.by() == null ? answer : withInbound(question, answer, question.by());
    }

    private Answer fromMemory(Question question, List<Near> near, LiveStock.Look look) {
        int buffer = question.channel().buffer();
        var places =
                near.stream().mapToInt(one -> look.place(one.node().idText())).toArray();
        var types = near.stream().map(one -> one.node().type()).toArray(NodeType[]::new);
        var answers = near.stream()
                .map(one -> new AtNode(one, new int[look.shelves().size()]))
                .toList();
        var promises = new CellPromises(reader);
        for (int s = 0; s < look.shelves().size(); s++) {
            // Fetched before they are read: the processor then waits for many rows at once, not for each in turn.
            var cells = look.shelves().get(s).at(places);
            for (int n = 0; n < cells.length; n++) {
                var cell = cells[n];
                answers.get(n).units()[s] = cell == null ? 0 : Math.max(0, promises.of(cell, types[n]) - buffer);
            }
        }
        return new Answer(look.asOf(), answers);
    }

    private Answer fromDatabase(Question question, List<Near> near) {
        var asOf = clock.instant();
        var skus = question.skus();
        var places = new HashMap<Sku, Integer>();
        skus.forEach(sku -> places.putIfAbsent(sku, places.size()));
        var byNode = new HashMap<NodeId, int[]>();
        for (var row : stock.at(near.stream().map(n -> n.node().id()).toList(), skus)) {
            byNode.computeIfAbsent(row.node(), n -> new int[skus.size()])[
                            Objects.requireNonNull(places.get(row.sku()))] =
                    Math.max(0, row.availableToPromise() - question.channel().buffer());
        }
        return new Answer(
                asOf,
                near.stream()
                        .map(n -> new AtNode(n, byNode.getOrDefault(n.node().id(), new int[skus.size()])))
                        .toList());
    }

    private Answer withInbound(Question question, Answer answer, LocalDate by) {
        var ids = answer.nodes().stream().map(n -> n.near().node().id()).toList();
        var coming = inbound.by(by, ids, question.skus());
        return new Answer(
                answer.asOf(),
                answer.nodes().stream()
                        .map(one -> new AtNode(one.near(), plus(one, question.skus(), coming)))
                        .toList());
    }

    private static int[] plus(AtNode one, List<Sku> skus, Map<StockKey, Integer> coming) {
        var units = one.units().clone();
        for (int s = 0; s < units.length; s++) {
            units[s] += coming.getOrDefault(new StockKey(one.near().node().id(), skus.get(s)), 0);
        }
        return units;
    }
}
