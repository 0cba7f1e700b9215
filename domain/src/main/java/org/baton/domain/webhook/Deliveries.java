package org.baton.domain.webhook;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.webhook.Delivery.Status;
import org.baton.domain.webhook.WebhookEvents.Happening;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What is on its way to whom, and what became of it. */
@Repository
public class Deliveries {

    /** An event taken by a sender, which no other sender is given until the lease ends; with what it needs to be sent. */
    record Leased(
            String endpointId,
            String eventId,
            int attempts,
            URI url,
            String secret,
            @Nullable String formerSecret,
            String type,
            String subject,
            Instant at,
            String data) {}

    private final EndpointBook endpoints;
    private final WebhookEvents events;
    private final WebhookSettings settings;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher relays;
    private final Clock clock;

    Deliveries(
            EndpointBook endpoints,
            WebhookEvents events,
            WebhookSettings settings,
            JdbcClient jdbc,
            ApplicationEventPublisher relays,
            Clock clock) {
        this.endpoints = endpoints;
        this.events = events;
        this.settings = settings;
        this.jdbc = jdbc;
        this.relays = relays;
        this.clock = clock;
    }

    /**
     * Takes what is due, so much of each endpoint, so that one with a long queue does not hold up another.
     *
     * @param busy endpoints of which nothing more is wanted now
     */
    @Transactional
    List<Leased> lease(int ofEach, Collection<String> busy) {
        var now = clock.instant();
        return jdbc.sql("""
                with due as (
                    select d.* from webhook_endpoint e
                    cross join lateral (
                        select endpoint_id, event_id from webhook_delivery
                        where endpoint_id = e.id and status = 'WAITING' and due_at <= :now
                        order by due_at limit :each for update skip locked) d
                    where e.status = 'ENABLED' and e.id <> all(:busy)),
                leased as (
                    update webhook_delivery w
                    set due_at = :until, attempts = attempts + 1, last_attempt_at = :now
                    from due where w.endpoint_id = due.endpoint_id and w.event_id = due.event_id
                    returning w.endpoint_id, w.event_id, w.attempts)
                select l.*, e.url, e.secret, v.type, v.subject, v.at, v.data::text as data,
                       case when e.former_secret_until > :now then e.former_secret end as former_secret
                from leased l join webhook_endpoint e on e.id = l.endpoint_id join webhook_event v on v.id = l.event_id
                order by l.event_id""")
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(now.plus(settings.lease())))
                .param("each", ofEach)
                .param("busy", busy.toArray(String[]::new))
                .query((rs, n) -> new Leased(
                        rs.getString("endpoint_id"),
                        rs.getString("event_id"),
                        rs.getInt("attempts"),
                        URI.create(rs.getString("url")),
                        rs.getString("secret"),
                        rs.getString("former_secret"),
                        rs.getString("type"),
                        rs.getString("subject"),
                        rs.getTimestamp("at").toInstant(),
                        rs.getString("data")))
                .list();
    }

    /** Notes what came of a try; one that ended meanwhile stays as it is. */
    @Transactional
    void note(Leased leased, Status status, Instant dueAt, @Nullable Integer answer, @Nullable String problem) {
        jdbc.sql("""
                update webhook_delivery set status = :status, due_at = :due, last_status = :answer, last_problem = :problem
                where endpoint_id = :endpoint and event_id = :event and status = 'WAITING'""")
                .param("status", status.name())
                .param("due", Timestamp.from(dueAt))
                .param("answer", answer)
                .param("problem", problem)
                .param("endpoint", leased.endpointId())
                .param("event", leased.eventId())
                .update();
    }

    /**
     * The deliveries of an endpoint, the newest event first.
     *
     * @param before the last event seen; empty to begin
     */
    public List<Delivery> page(String endpoint, @Nullable Status status, String before, int limit) {
        var known = endpoints.get(endpoint);
        return jdbc.sql("""
                select d.*, v.type, v.subject, v.at from webhook_delivery d join webhook_event v on v.id = d.event_id
                where d.endpoint_id = :endpoint and (:before = '' or d.event_id < :before)
                  and (:status::text is null or d.status = :status)
                order by d.event_id desc limit :limit""")
                .param("endpoint", known.id())
                .param("before", before)
                .param("status", status == null ? null : status.name())
                .param("limit", limit)
                .query((rs, n) -> read(rs))
                .list();
    }

    /** @throws NotFoundException if that event was never meant for that endpoint */
    public Delivery get(String endpoint, String event) {
        return jdbc.sql("""
                select d.*, v.type, v.subject, v.at from webhook_delivery d join webhook_event v on v.id = d.event_id
                where d.endpoint_id = ? and d.event_id = ?""")
                .params(endpoint, event)
                .query((rs, n) -> read(rs))
                .optional()
                .orElseThrow(() -> new NotFoundException("delivery", event));
    }

    /** Sends an endpoint an event that says nothing but that it arrives. */
    @Transactional
    public Delivery test(String endpoint) {
        var to = endpoints.lock(endpoint);
        var id = events.publishTo(
                to, new Happening(EventType.TEST, to.id(), clock.instant(), Map.of("webhookId", to.id())));
        return get(endpoint, id);
    }

    /** Sends one event again, with the id that it had. */
    @Transactional
    public Delivery again(String endpoint, String event) {
        var known = get(endpoint, event);
        jdbc.sql("""
                update webhook_delivery set status = 'WAITING', attempts = 0, due_at = ?
                where endpoint_id = ? and event_id = ?""")
                .params(Timestamp.from(clock.instant()), endpoint, known.eventId())
                .update();
        relays.publishEvent(new WebhookEvents.Written());
        return get(endpoint, event);
    }

    /**
     * Sends everything again that happened in a time and that the endpoint wants, also what happened before it was
     * registered, as far as it is kept; each event with the id that it had.
     *
     * @return how many events
     */
    @Transactional
    public int again(String endpoint, Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw new InvalidInputException("to", "out-of-range", "The end comes after the beginning.");
        }
        var wanting = endpoints.lock(endpoint);
        var types = Arrays.stream(EventType.values())
                .filter(wanting::wants)
                .map(EventType::text)
                .toArray(String[]::new);
        var number = jdbc.sql("""
                insert into webhook_delivery (endpoint_id, event_id, status, due_at)
                select :endpoint, v.id, 'WAITING', :now from webhook_event v
                where v.at >= :from and v.at < :to and v.type = any(:types)
                on conflict on constraint webhook_delivery_pk do update
                set status = 'WAITING', attempts = 0, due_at = :now""")
                .param("endpoint", endpoint)
                .param("now", Timestamp.from(clock.instant()))
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .param("types", types)
                .update();
        relays.publishEvent(new WebhookEvents.Written());
        return number;
    }

    /** Forgets events that are older than events are kept, and what became of them. */
    @Transactional
    int forget() {
        return jdbc.sql("delete from webhook_event where at < ?")
                .param(Timestamp.from(clock.instant().minus(settings.keep())))
                .update();
    }

    private static Delivery read(ResultSet rs) throws SQLException {
        var tried = rs.getTimestamp("last_attempt_at");
        return new Delivery(
                rs.getString("endpoint_id"),
                rs.getString("event_id"),
                rs.getString("type"),
                rs.getString("subject"),
                rs.getTimestamp("at").toInstant(),
                Status.valueOf(rs.getString("status")),
                rs.getInt("attempts"),
                rs.getTimestamp("due_at").toInstant(),
                tried == null ? null : tried.toInstant(),
                rs.getObject("last_status", Integer.class),
                rs.getString("last_problem"));
    }
}
