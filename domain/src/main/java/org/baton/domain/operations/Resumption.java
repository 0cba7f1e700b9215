package org.baton.domain.operations;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.baton.domain.common.OrderId;
import org.baton.domain.fulfilment.FulfilmentProcesses;
import org.baton.domain.notification.CadenceProcesses;
import org.baton.domain.order.OrderProcesses;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings processes back that an engine lost. Each order's process starts again from the beginning in a transaction of
 * its own, and every step finds done what the books say was done; so it may be stopped and repeated at any moment.
 */
@Service
public class Resumption {

    /**
     * Orders that must have a process: those that are open, those on the road, and those whose authorisation was not yet
     * captured or let go.
     */
    private static final String NEEDED = """
            select o.id, o.process_instance_key from orders o
            where o.id > :after and o.accepted_at < :accepted and (o.resumed_at is null or o.resumed_at < :before)
              and o.id not in (select correlation_key from engine_command where name = 'order-accepted')
              and (o.status not in ('FULFILLED', 'CANCELLED')
                   or exists (select from fulfilment f where f.order_id = o.id and f.status = 'SHIPPED')
                   or (select sum(case p.kind when 'AUTHORISATION' then p.amount_minor else -p.amount_minor end)
                       from payment_entry p where p.order_id = o.id and p.status = 'DONE') > 0)
            order by o.id limit :most""";

    private static final int CADENCES_AT_ONCE = 500;

    /**
     * A part of the orders.
     *
     * @param looked orders that must have a process
     * @param resumed those that had none, and have one again; in a trial: would have
     * @param cadences of messages that wait for their time, likewise; told with the last part
     * @param next after which order the next part begins; null after the last part
     */
    public record Part(
            int looked,
            List<OrderId> resumed,
            long cadences,
            @Nullable String next) {

        public Part {
            resumed = List.copyOf(resumed);
        }
    }

    private record Candidate(OrderId order, @Nullable Long instance) {}

    private final EngineGenerations generations;
    private final ProcessInstances instances;
    private final OrderProcesses orders;
    private final FulfilmentProcesses fulfilments;
    private final CadenceProcesses cadences;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Resumption(
            EngineGenerations generations,
            ProcessInstances instances,
            OrderProcesses orders,
            FulfilmentProcesses fulfilments,
            CadenceProcesses cadences,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.generations = generations;
        this.instances = instances;
        this.orders = orders;
        this.fulfilments = fulfilments;
        this.cadences = cadences;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Resumes the orders of one part whose process is gone. Those whose process lives are left alone.
     *
     * @param after the order after which the part begins; empty for the first part
     * @param most orders to look at
     * @param grace an order that was resumed in this time, or accepted since this engine began, may still find its
     *     process, and is left alone
     * @param trial only counts, changing nothing
     * @throws org.baton.domain.common.RefusedException with code {@code engine-replaced}
     * @throws org.baton.domain.common.GatewayUnavailableException if the engine does not answer
     */
    public Part resume(String after, int most, Duration grace, boolean trial, String actor) {
        var heardSince = generations.beganAt();
        var before = clock.instant().minus(grace);
        // What was accepted before this engine began needs no grace: its start was lost, or waits to be handed over.
        var accepted = before.isAfter(heardSince) ? before : heardSince;
        var needed = needed(after, most, accepted, before);
        var resumed = new ArrayList<OrderId>();
        for (var candidate : withoutProcess(needed)) {
            if (trial || resume(candidate, before, heardSince, actor)) {
                resumed.add(candidate.order());
            }
        }
        var last = needed.size() < most;
        return new Part(
                needed.size(),
                resumed,
                last ? cadences(trial) : 0,
                last ? null : needed.getLast().order().value());
    }

    private List<Candidate> needed(String after, int most, Instant accepted, Instant before) {
        return jdbc.sql(NEEDED)
                .param("after", after)
                .param("accepted", Timestamp.from(accepted))
                .param("before", Timestamp.from(before))
                .param("most", most)
                .query((rs, n) -> new Candidate(new OrderId(rs.getString(1)), rs.getObject(2, Long.class)))
                .list();
    }

    private List<Candidate> withoutProcess(List<Candidate> needed) {
        var keys = needed.stream()
                .map(Candidate::instance)
                .filter(Objects::nonNull)
                .toList();
        var gone = keys.isEmpty() ? new HashSet<Long>() : new HashSet<>(instances.gone(keys));
        return needed.stream()
                .filter(candidate -> candidate.instance() == null || gone.contains(candidate.instance()))
                .toList();
    }

    private boolean resume(Candidate candidate, Instant before, Instant heardSince, String actor) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var times = orders.resume(candidate.order(), candidate.instance(), before, actor);
            // What came while no process conducted it, this engine keeps for the next one.
            var since = candidate.instance() == null ? heardSince : clock.instant();
            times.ifPresent(n -> fulfilments.tellAgain(candidate.order(), n, since));
            return times.isPresent();
        }));
    }

    private long cadences(boolean trial) {
        if (trial) {
            return cadences.lost();
        }
        var resumed = 0L;
        for (int some = CADENCES_AT_ONCE; some == CADENCES_AT_ONCE; resumed += some) {
            some = cadences.resume(CADENCES_AT_ONCE);
        }
        return resumed;
    }
}
