package org.baton.domain.operations;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Hands commands over now whose turn lies further ahead than any pause: a clock that was wrong for a while put them there.
 * Nothing happens to an order by it, so that its history says nothing.
 */
@Component
class CommandsRepair implements Repair {

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final Clock clock;

    CommandsRepair(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public Check check() {
        return Check.COMMANDS;
    }

    @Override
    @Transactional
    public List<Finding> repair(Instant before, int most) {
        var now = clock.instant();
        return jdbc.sql("""
                update engine_command set due_at = :now
                where id in (select id from engine_command where due_at > :latest order by id limit :most
                             for update skip locked)
                returning correlation_key, message_id""")
                .param("now", Timestamp.from(now))
                .param("latest", Timestamp.from(now.plus(LONGEST_PAUSE)))
                .param("most", most)
                .query((rs, n) -> new Finding(
                        rs.getString("correlation_key"), rs.getString("message_id") + " goes to the engine now"))
                .list();
    }
}
