package org.baton.domain.operations;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Holds the orders against the processes that conduct them. */
@Repository
class ProcessChecks {

    /**
     * An order and who conducts it.
     *
     * @param instance null if no process has begun
     */
    record Conducted(String order, @Nullable Long instance) {}

    private static final Duration LEFT_OVERS = Duration.ofDays(1);
    private static final int AT_ONCE = 1_000;

    private final JdbcClient jdbc;
    private final ProcessInstances instances;

    ProcessChecks(JdbcClient jdbc, ProcessInstances instances) {
        this.jdbc = jdbc;
        this.instances = instances;
    }

    /** Every order that is not at its end must have a live process. */
    CheckResult processes(Instant before, int most) {
        var looked = unfinished(before);
        return result(
                Check.PROCESSES,
                looked.size(),
                abandoned(looked, before),
                most,
                order -> order.instance() == null
                        ? "no process has begun"
                        : "its process " + order.instance() + " is gone");
    }

    /** Orders that are not at their end and that no live process conducts. */
    List<Conducted> abandoned(Instant before) {
        return abandoned(unfinished(before), before);
    }

    private List<Conducted> abandoned(List<Conducted> unfinished, Instant before) {
        var gone = gone(unfinished);
        var suspects = unfinished.stream()
                .filter(order -> order.instance() == null || gone.contains(order.instance()))
                .toList();
        if (suspects.isEmpty()) {
            return suspects;
        }
        // Who came to the end, or began, while the engine was asked is well.
        var still = new HashSet<>(unfinished(before));
        return suspects.stream().filter(still::contains).toList();
    }

    /** An order that has come to its end has no process any more. */
    CheckResult leftOvers(Instant before, int most) {
        var ended = orders("""
                status in ('FULFILLED', 'CANCELLED') and completed_at between :yesterday and :before
                and not exists (select from fulfilment f where f.order_id = o.id
                                and (f.status = 'SHIPPED' or f.updated_at >= :before))""", before);
        var gone = gone(ended);
        var left = ended.stream()
                .filter(order -> order.instance() != null && !gone.contains(order.instance()))
                .toList();
        return result(
                Check.LEFT_OVERS,
                ended.size(),
                left,
                most,
                order -> "has ended, but its process " + order.instance() + " is still there");
    }

    private List<Conducted> unfinished(Instant before) {
        return orders("""
                accepted_at < :before
                and (status not in ('FULFILLED', 'CANCELLED')
                     or exists (select from fulfilment f where f.order_id = o.id and f.status = 'SHIPPED'))""", before);
    }

    private List<Conducted> orders(String which, Instant before) {
        return jdbc.sql("select id, process_instance_key from orders o where " + which + " order by id")
                .param("before", Timestamp.from(before))
                .param("yesterday", Timestamp.from(before.minus(LEFT_OVERS)))
                .query((rs, n) -> new Conducted(rs.getString(1), rs.getObject(2, Long.class)))
                .list();
    }

    private Set<Long> gone(List<Conducted> orders) {
        var keys = orders.stream()
                .map(Conducted::instance)
                .filter(Objects::nonNull)
                .toList();
        var gone = new HashSet<Long>();
        for (int from = 0; from < keys.size(); from += AT_ONCE) {
            gone.addAll(instances.gone(keys.subList(from, Math.min(keys.size(), from + AT_ONCE))));
        }
        return gone;
    }

    private static CheckResult result(
            Check check, int looked, List<Conducted> wrong, int most, Function<Conducted, String> text) {
        var findings = wrong.stream()
                .limit(most)
                .map(order -> new Finding(order.order(), text.apply(order)))
                .toList();
        return new CheckResult(check, looked, wrong.size(), findings);
    }
}
