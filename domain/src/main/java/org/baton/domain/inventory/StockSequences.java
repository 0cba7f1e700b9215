package org.baton.domain.inventory;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.inventory.MovementBook.Told;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Knows which sources number what they tell, and gives numbered messages a time: the moment at which they arrive, unless
 * one of the same source and node with a higher number arrived before; then they happened before that one did.
 */
@Repository
class StockSequences {

    /** How a source tells the order of what it tells. */
    enum Order {
        TIME,
        SEQUENCE;

        static Order of(@Nullable Long sequence) {
            return sequence == null ? TIME : SEQUENCE;
        }

        /** What to say to somebody who used the other one. */
        String instead() {
            return this == TIME
                    ? "This source tells when things happened: give occurredAt (of a snapshot asOf), no sequence."
                    : "This source numbers what it tells: give a sequence, no time.";
        }
    }

    private record Numbered(String source, String node, long sequence) {}

    private record Bounds(@Nullable Instant lower, @Nullable Instant upper) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    StockSequences(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How these sources have told the order so far; new ones are left out. */
    Map<String, Order> known(Collection<String> sources) {
        var known = new HashMap<String, Order>();
        jdbc.sql("select source, ordered_by from stock_source where source = any(?)")
                .param(sources.toArray(String[]::new))
                .query(rs -> {
                    known.put(rs.getString(1), Order.valueOf(rs.getString(2).toUpperCase(Locale.ROOT)));
                });
        return known;
    }

    /**
     * Notes how sources tell the order, for good. Who numbers is served one transaction after the other, so that each sees
     * the numbers of those before.
     *
     * @throws InvalidInputException if a source told it in the other way before
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void hold(Map<String, Order> told) {
        var known = known(told.keySet());
        if (!known.keySet().containsAll(told.keySet())) {
            told.keySet().stream()
                    .filter(source -> !known.containsKey(source))
                    .sorted()
                    .forEach(source -> note(source, Objects.requireNonNull(told.get(source))));
            known.putAll(known(told.keySet()));
        }
        known.forEach((source, order) -> {
            if (told.get(source) != order) {
                throw new InvalidInputException("sequence", "mixed", order.instead());
            }
        });
        var numbering = new TreeSet<>(told.keySet());
        numbering.removeIf(source -> told.get(source) == Order.TIME);
        if (!numbering.isEmpty()) {
            jdbc.sql("select 1 from stock_source where source = any(?) order by source for no key update")
                    .param(numbering.toArray(String[]::new))
                    .query(rs -> {});
        }
    }

    /** Somebody else may be faster. */
    private void note(String source, Order order) {
        jdbc.sql("insert into stock_source (source, ordered_by, since) values (?, ?, ?) on conflict do nothing")
                .params(source, order.name().toLowerCase(Locale.ROOT), Timestamp.from(clock.instant()))
                .update();
    }

    /** What was told, the numbered of it with times; the sources must be held. */
    @Transactional(propagation = Propagation.MANDATORY)
    List<Told> timed(List<Told> told) {
        if (told.stream().allMatch(t -> t.sequence() == null)) {
            return told;
        }
        var timed = told.toArray(Told[]::new);
        var inOrder = IntStream.range(0, timed.length)
                .boxed()
                .filter(i -> timed[i].sequence() != null)
                .sorted(Comparator.comparing(i -> Objects.requireNonNull(timed[i].sequence())))
                .toList();
        var numbers = inOrder.stream().map(i -> numbered(timed[i])).toList();
        var times = times(numbers);
        inOrder.forEach(i -> timed[i] = timed[i].at(Objects.requireNonNull(times.get(numbered(timed[i])))));
        return List.of(timed);
    }

    private static Numbered numbered(Told told) {
        return new Numbered(told.source(), told.at().node().value(), Objects.requireNonNull(told.sequence()));
    }

    /** The time of one number at each of some nodes; the source must be held. */
    @Transactional(propagation = Propagation.MANDATORY)
    Map<String, Instant> times(String source, Collection<String> nodes, long sequence) {
        var numbers =
                nodes.stream().map(node -> new Numbered(source, node, sequence)).toList();
        var times = new HashMap<String, Instant>();
        times(numbers).forEach((number, time) -> times.put(number.node(), time));
        return times;
    }

    /** @param numbers in their order, the lowest first */
    private Map<Numbered, Instant> times(List<Numbered> numbers) {
        var bounds = bounds(numbers);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var last = new HashMap<String, Instant>();
        var times = new HashMap<Numbered, Instant>();
        for (var number : numbers) {
            var line = number.source() + "\u001f" + number.node();
            var bound = bounds.getOrDefault(number, new Bounds(null, null));
            var time = later(later(now, bound.lower()), last.get(line));
            time = bound.upper() != null && bound.upper().isBefore(time) ? bound.upper() : time;
            times.put(number, time);
            last.put(line, time);
        }
        return times;
    }

    private static Instant later(Instant a, @Nullable Instant b) {
        return b == null || a.isAfter(b) ? a : b;
    }

    /** The times of the next lower and the next higher number; of the same number, its own. */
    private Map<Numbered, Bounds> bounds(List<Numbered> numbers) {
        var bounds = new HashMap<Numbered, Bounds>();
        var all = List.copyOf(new LinkedHashSet<>(numbers));
        jdbc.sql("""
                select w.n,
                       greatest(
                           (select m.occurred_at from stock_movement m where m.source = w.source
                            and m.node_id = w.node and m.sequence <= w.sequence order by m.sequence desc limit 1),
                           (select r.as_of from stock_reconciliation r join stock_snapshot s on s.id = r.snapshot_id
                            where r.source = w.source and r.node_id = w.node and s.sequence <= w.sequence
                            order by s.sequence desc limit 1)) as lower,
                       least(
                           (select m.occurred_at from stock_movement m where m.source = w.source
                            and m.node_id = w.node and m.sequence >= w.sequence order by m.sequence limit 1),
                           (select r.as_of from stock_reconciliation r join stock_snapshot s on s.id = r.snapshot_id
                            where r.source = w.source and r.node_id = w.node and s.sequence >= w.sequence
                            order by s.sequence limit 1)) as upper
                from unnest(:sources, :nodes, :sequences) with ordinality as w(source, node, sequence, n)""")
                .param("sources", all.stream().map(Numbered::source).toArray(String[]::new))
                .param("nodes", all.stream().map(Numbered::node).toArray(String[]::new))
                .param("sequences", all.stream().map(Numbered::sequence).toArray(Long[]::new))
                .query(rs -> {
                    bounds.put(
                            all.get(rs.getInt("n") - 1),
                            new Bounds(instant(rs.getTimestamp("lower")), instant(rs.getTimestamp("upper"))));
                });
        return bounds;
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
