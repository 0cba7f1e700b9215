package org.baton.domain.operations;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.baton.domain.engine.EngineOutbox;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What waits, and for how long: the figures by which operations sees that something is slow or stands still. */
@Repository
public class Queues {

    /**
     * One queue.
     *
     * @param waiting how many wait in it
     * @param age of the one that waits longest; zero when none does
     */
    public record Queue(Name name, long waiting, Duration age) {}

    /** Where things wait. */
    public enum Name {
        /** Commands for the engine. */
        COMMANDS,
        /** What is left to do after a change, e.g. telling a carrier. */
        FOLLOW_UPS,
        /** Messages that are due. */
        MESSAGES,
        /** Tasks for people in stores. */
        TASKS,
        /** Incidents, for an operator. */
        INCIDENTS,
        /** Held orders, for customer service. */
        HOLDS
    }

    private final JdbcClient jdbc;
    private final EngineOutbox outbox;
    private final Clock clock;

    Queues(JdbcClient jdbc, EngineOutbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Every queue, the empty ones too. */
    public List<Queue> now() {
        var queues = new ArrayList<Queue>();
        var commands = outbox.backlog();
        queues.add(new Queue(Name.COMMANDS, commands.waiting(), commands.age()));
        var now = clock.instant();
        queues.addAll(jdbc.sql("""
                select 'MESSAGES' as name, count(*) as waiting, min(due_at) as since from notification
                    where status in ('SCHEDULED', 'PENDING') and due_at <= :now
                union all
                select 'FOLLOW_UPS', count(*), min(created_at) from follow_up
                union all
                select 'TASKS', count(*), min(created_at) from task where status in ('OPEN', 'CLAIMED')
                union all
                select 'INCIDENTS', count(*), min(created_at) from incident where status = 'OPEN'
                union all
                select 'HOLDS', count(*), min(placed_at) from orders where status = 'ON_HOLD'""")
                .param("now", Timestamp.from(now))
                .query((rs, n) -> new Queue(
                        Name.valueOf(rs.getString("name")), rs.getLong("waiting"), age(rs.getTimestamp("since"), now)))
                .list());
        return queues;
    }

    private static Duration age(@Nullable Timestamp since, Instant now) {
        return since == null || since.toInstant().isAfter(now)
                ? Duration.ZERO
                : Duration.between(since.toInstant(), now);
    }
}
