package org.baton.domain.operations;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.baton.domain.common.RefusedException;
import org.baton.domain.engine.EngineReplaced;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Knows whether the engine is still the one that has Baton's processes. An engine that lost its data counts its keys
 * from the beginning again: a key of the old one may name something else in the new one, and must not be believed.
 */
@Service
public class EngineGenerations {

    record Generation(int number, String mark, Instant beganAt) {}

    /** Only Baton uses it; any number that no other lock has will do. */
    private static final long LOCK = 4_702_111_234_474_983_745L;

    private final ProcessInstances engine;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher followers;
    private final Clock clock;

    EngineGenerations(ProcessInstances engine, JdbcClient jdbc, ApplicationEventPublisher followers, Clock clock) {
        this.engine = engine;
        this.jdbc = jdbc;
        this.followers = followers;
        this.clock = clock;
    }

    /**
     * Looks at the engine before anything is handed to it. Of one that is not the last one, everything that Baton
     * remembered about processes is forgotten; {@link Resumption} starts them again.
     *
     * @return whether the engine was replaced
     * @throws org.baton.domain.common.GatewayUnavailableException if the engine does not answer
     */
    @Transactional
    public boolean begin() {
        // Several Batons may start at once: the first one judges.
        jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query().listOfRows();
        var last = current();
        if (last.isPresent() && engine.remembers(last.get().mark())) {
            return false;
        }
        var next = new Generation(
                last.map(Generation::number).orElse(0) + 1, UUID.randomUUID().toString(), clock.instant());
        jdbc.sql("insert into engine_generation (number, mark, began_at) values (?, ?, ?)")
                .params(next.number(), next.mark(), Timestamp.from(next.beganAt()))
                .update();
        if (last.isPresent()) {
            followers.publishEvent(new EngineReplaced(next.number()));
        }
        // Before this is committed: a mark that no row knows is harmless, a row whose mark is lost is not.
        engine.remember(next.mark());
        return last.isPresent();
    }

    /**
     * When this engine became Baton's.
     *
     * @throws RefusedException with code {@code engine-replaced} if it is not the one that Baton started with
     * @throws org.baton.domain.common.GatewayUnavailableException if the engine does not answer
     */
    Instant beganAt() {
        return current()
                .filter(generation -> engine.remembers(generation.mark()))
                .map(Generation::beganAt)
                .orElseThrow(() -> new RefusedException(
                        "engine-replaced", "The engine is not the one that Baton started with: restart Baton first."));
    }

    private Optional<Generation> current() {
        return jdbc.sql("select number, mark, began_at from engine_generation order by number desc limit 1")
                .query((rs, n) -> new Generation(
                        rs.getInt("number"),
                        rs.getString("mark"),
                        rs.getTimestamp("began_at").toInstant()))
                .optional();
    }
}
