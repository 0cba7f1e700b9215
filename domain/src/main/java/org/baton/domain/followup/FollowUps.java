package org.baton.domain.followup;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.baton.domain.common.Json;
import org.baton.domain.common.LateWrites;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.OutboxRows;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The outbox of what follows from a change: committed with it, done afterwards without its locks, and still done when
 * Baton is killed in between.
 */
@Repository
public class FollowUps {

    /** Published when one was written, so that the relay need not wait for its next look. */
    public record Written() {}

    /**
     * One that a relay has taken.
     *
     * @param details JSON, of the shape that its kind knows
     */
    public record Leased(long id, String kind, String key, OrderId order, String details, int attempts) {}

    /** Published in the transaction that gives one up: a person must see to it, and may have it tried again. */
    public record GivenUp(long id, String kind, String key, OrderId order, String why) {}

    private final JdbcClient jdbc;
    private final LateWrites writes;
    private final OutboxRows rows;
    private final Json json;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    FollowUps(JdbcClient jdbc, LateWrites writes, Json json, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.rows = new OutboxRows(jdbc, clock, "follow_up");
        this.json = json;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Writes one into the caller's transaction; one of the same kind and key that still waits is not written again.
     *
     * @param key of the business, by which it acts once
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(String kind, String key, OrderId order, Record details) {
        write(kind, key, order, details, Duration.ZERO);
    }

    /**
     * Writes one that is done after a while, unless it is forgotten before: what must not stay undone if Baton is killed
     * in the middle of it.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(String kind, String key, OrderId order, Record details, Duration in) {
        writes.add(
                """
                insert into follow_up (kind, key, order_id, details, created_at, due_at)
                values (?, ?, ?, ?::jsonb, ?, ?)
                on conflict on constraint follow_up_unique do nothing""",
                kind,
                key,
                order.value(),
                json.write(details),
                Timestamp.from(clock.instant()),
                Timestamp.from(clock.instant().plus(in)));
        events.publishEvent(new Written());
    }

    /** Takes one back that need not be done any more; none is fine too. */
    public void forget(String kind, String key) {
        jdbc.sql("delete from follow_up where kind = ? and key = ?")
                .params(kind, key)
                .update();
    }

    /** Takes the oldest that are due; nobody else is given them until the lease ends. */
    public List<Leased> lease(int most, Duration lease) {
        return rows.lease(
                most,
                lease,
                List.of(),
                (rs, n) -> new Leased(
                        rs.getLong("id"),
                        rs.getString("kind"),
                        rs.getString("key"),
                        new OrderId(rs.getString("order_id")),
                        rs.getString("details"),
                        rs.getInt("attempts")));
    }

    void done(Leased leased) {
        rows.done(List.of(leased.id()));
    }

    void putOff(Leased leased, Duration pause) {
        rows.putOff(List.of(leased.id()), pause);
    }

    /** Tries no more until a person says so. */
    @Transactional
    void giveUp(Leased leased, String why) {
        jdbc.sql("update follow_up set due_at = 'infinity' where id = ?")
                .param(leased.id())
                .update();
        events.publishEvent(new GivenUp(leased.id(), leased.kind(), leased.key(), leased.order(), why));
    }

    /** Tries one again that was given up; one that is done stays done. */
    @Transactional
    public void again(long id) {
        jdbc.sql("update follow_up set due_at = ?, attempts = 0 where id = ?")
                .params(Timestamp.from(clock.instant()), id)
                .update();
        events.publishEvent(new Written());
    }
}
