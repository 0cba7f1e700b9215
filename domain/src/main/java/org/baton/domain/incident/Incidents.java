package org.baton.domain.incident;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.baton.domain.common.Ids;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.RefusedException;
import org.baton.domain.engine.EngineReplaced;
import org.baton.domain.followup.FollowUps;
import org.baton.domain.incident.Incident.Status;
import org.baton.domain.order.OrderEvents;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What is stuck, each with its order: in the engine, which cannot be asked for it itself, or among what follows from a
 * change.
 */
@Service
public class Incidents {

    private static final Duration NOTES_KEPT = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final OrderEvents events;
    private final EngineIncidents engine;
    private final FollowUps followUps;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Incidents(
            JdbcClient jdbc,
            OrderEvents events,
            EngineIncidents engine,
            FollowUps followUps,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.engine = engine;
        this.followUps = followUps;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Notes whose job it is that a worker gives up on, so that the incident finds its order. Older notes, which their
     * incidents have long found, are let go.
     */
    @Transactional
    public void jobFailed(long jobKey, OrderId order) {
        jdbc.sql("delete from job_failure where failed_at < ?")
                .param(Timestamp.from(clock.instant().minus(NOTES_KEPT)))
                .update();
        jdbc.sql("insert into job_failure (job_key, order_id, failed_at) values (?, ?, ?) on conflict do nothing")
                .params(jobKey, order.value(), Timestamp.from(clock.instant()))
                .update();
    }

    /** Takes the engine's word that something stopped; told twice is told once. */
    @Transactional
    public void created(Incident.Told told) {
        var order = orderOf(told);
        var added = jdbc.sql("""
                insert into incident (id, incident_key, job_key, process_instance_key, process_id, element_id, order_id,
                                      type, message, status, created_at, generation)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', ?,
                        (select coalesce(max(number), 1) from engine_generation))
                on conflict on constraint incident_key_unique do nothing""")
                .params(Arrays.asList(
                        Ids.next(Incident.PREFIX, clock::millis),
                        told.incidentKey(),
                        told.jobKey(),
                        told.processInstanceKey(),
                        told.processId(),
                        told.elementId(),
                        order == null ? null : order.value(),
                        told.type(),
                        told.message(),
                        Timestamp.from(told.at())))
                .update();
        if (added == 1 && order != null) {
            events.append(
                    order,
                    "incident-created",
                    OrderEvents.BATON,
                    Map.of("element", told.elementId(), "message", told.message()));
        }
    }

    /** What follows from a change was tried in vain, or refused. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void givenUp(FollowUps.GivenUp followUp) {
        var message = followUp.kind() + " of " + followUp.key() + " was given up. " + followUp.why()
                + " When the cause is mended, retry this incident.";
        jdbc.sql("""
                insert into incident (id, process_instance_key, process_id, element_id, order_id, follow_up_id,
                                      type, message, status, created_at)
                values (:id, 0, :process, :kind, :order, :followUp, :process, :message, 'OPEN', :now)""")
                .param("id", Ids.next(Incident.PREFIX, clock::millis))
                .param("process", Incident.FOLLOW_UP)
                .param("kind", followUp.kind())
                .param("order", followUp.order().value())
                .param("followUp", followUp.id())
                .param("message", message)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        events.append(
                followUp.order(),
                "incident-created",
                OrderEvents.BATON,
                Map.of("element", followUp.kind(), "message", message));
    }

    /** Takes the engine's word that it goes on. */
    @Transactional
    public void resolved(long incidentKey, Instant at) {
        jdbc.sql("update incident set status = 'RESOLVED', resolved_at = ? where incident_key = ? and status = 'OPEN'")
                .params(Timestamp.from(at), incidentKey)
                .update();
    }

    /** The process of an order is gone, and with it what was stuck in it. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void heard(OrderEvents.Appended happened) {
        if (happened.type().equals("order-resumed")) {
            jdbc.sql("update incident set status = 'RESOLVED', resolved_at = ? where order_id = ? and status = 'OPEN'")
                    .params(Timestamp.from(clock.instant()), happened.order().value())
                    .update();
        }
    }

    /** What was stuck in an engine is gone with it; the new one's keys and its log begin anew. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void replaced(EngineReplaced engine) {
        jdbc.sql("update incident set status = 'RESOLVED', resolved_at = ? where status = 'OPEN'")
                .param(Timestamp.from(clock.instant()))
                .update();
        jdbc.sql("delete from job_failure").update();
        jdbc.sql("delete from incident_log_position").update();
    }

    private @Nullable OrderId orderOf(Incident.Told told) {
        return jdbc.sql("""
                select order_id from (
                    select 1 as rank, order_id, failed_at as at from job_failure where job_key = :job
                    union all
                    select 2, id, accepted_at from orders where process_instance_key = :instance) found
                order by rank, at desc limit 1""")
                .param("job", told.jobKey())
                .param("instance", told.rootInstanceKey())
                .query((rs, n) -> new OrderId(rs.getString(1)))
                .optional()
                .orElse(null);
    }

    /** @throws NotFoundException if there is no such incident */
    public Incident get(String id) {
        return jdbc.sql("select * from incident where id = ?")
                .param(id)
                .query((rs, n) -> read(rs))
                .optional()
                .orElseThrow(() -> new NotFoundException("incident", id));
    }

    /** @param after the last id seen; empty to begin. Ids sort by time, so the oldest incident comes first. */
    public List<Incident> page(@Nullable OrderId order, @Nullable Status status, String after, int limit) {
        return jdbc.sql("""
                select * from incident
                where id > :after and (:order::text is null or order_id = :order)
                  and (:status::text is null or status = :status)
                order by id limit :limit""")
                .param("after", after)
                .param("order", order == null ? null : order.value())
                .param("status", status == null ? null : status.name())
                .param("limit", limit)
                .query((rs, n) -> read(rs))
                .list();
    }

    /**
     * Tries again what stopped.
     *
     * @throws RefusedException with code {@code incident-resolved}
     */
    public Incident retry(String id, String actor) {
        var incident = get(id);
        if (incident.status() == Status.RESOLVED) {
            throw new RefusedException("incident-resolved", "The incident is resolved already.");
        }
        if (incident.followUp() == null) {
            engine.retry(incident);
        }
        transaction.executeWithoutResult(t -> {
            jdbc.sql("update incident set status = 'RESOLVED', resolved_at = ? where id = ? and status = 'OPEN'")
                    .params(Timestamp.from(clock.instant()), id)
                    .update();
            if (incident.followUp() != null) {
                followUps.again(incident.followUp());
            }
            if (incident.orderId() != null) {
                events.append(incident.orderId(), "incident-retried", actor, Map.of("element", incident.elementId()));
            }
        });
        return get(id);
    }

    private static Incident read(ResultSet rs) throws SQLException {
        var job = rs.getLong("job_key");
        var order = rs.getString("order_id");
        var followUp = rs.getLong("follow_up_id");
        var resolved = rs.getTimestamp("resolved_at");
        return new Incident(
                rs.getString("id"),
                rs.getLong("incident_key"),
                job == 0 ? null : job,
                rs.getLong("process_instance_key"),
                rs.getString("process_id"),
                rs.getString("element_id"),
                order == null ? null : new OrderId(order),
                followUp == 0 ? null : followUp,
                rs.getString("type"),
                rs.getString("message"),
                Status.valueOf(rs.getString("status")),
                rs.getTimestamp("created_at").toInstant(),
                resolved == null ? null : resolved.toInstant());
    }
}
