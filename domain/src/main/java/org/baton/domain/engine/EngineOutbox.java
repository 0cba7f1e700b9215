package org.baton.domain.engine;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.baton.domain.common.Json;
import org.baton.domain.common.LateWrites;
import org.baton.domain.common.OutboxRows;
import org.baton.domain.common.OutboxRows.Backlog;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the engine and the truth together: a command is committed with the change that causes it, and handed over
 * afterwards by the relay, again and again until the engine has it.
 */
@Repository
public class EngineOutbox {

    /** Published when commands were written, so that the relay need not wait for its next look. */
    public record CommandsWritten() {}

    /** A command taken by a relay, which no other relay is given until the lease ends. */
    public record Leased(long id, EngineCommand command, int attempts) {}

    private static final String MESSAGE = "message";
    private static final String JOB_COMPLETION = "job-completion";

    private static final String WRITE = """
            insert into engine_command
                   (kind, name, correlation_key, message_id, variables, time_to_live_s, created_at, due_at)
            values (?, ?, ?, ?, ?::jsonb, ?, ?, ?) on conflict on constraint engine_command_unique do nothing""";

    private final JdbcClient jdbc;
    private final JdbcTemplate statements;
    private final LateWrites writes;
    private final OutboxRows rows;
    private final Json json;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    EngineOutbox(
            JdbcClient jdbc,
            JdbcTemplate statements,
            LateWrites writes,
            Json json,
            Clock clock,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.statements = statements;
        this.writes = writes;
        this.rows = new OutboxRows(jdbc, clock, "engine_command");
        this.json = json;
        this.clock = clock;
        this.events = events;
    }

    /** Writes a command into the caller's transaction; one with the same id that still waits is not written again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(EngineCommand command) {
        writes.add(WRITE, row(command, clock.instant(), Duration.ZERO));
        events.publishEvent(new CommandsWritten());
    }

    /** Writes many commands at once, as {@link #write(EngineCommand)} does one. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(List<EngineCommand> commands) {
        write(commands, Duration.ZERO);
    }

    /**
     * Writes commands of which each is handed over so much later than the one before, so that many of them leave room for
     * others.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(List<EngineCommand> commands, Duration apart) {
        if (commands.isEmpty()) {
            return;
        }
        var now = clock.instant();
        var rows = new ArrayList<Object[]>();
        for (var command : commands) {
            rows.add(row(command, now, apart.multipliedBy(rows.size())));
        }
        var ignored = statements.batchUpdate(WRITE, rows);
        events.publishEvent(new CommandsWritten());
    }

    private Object[] row(EngineCommand command, Instant now, Duration later) {
        var row = Row.of(command);
        return new Object[] {
            row.kind,
            row.name,
            row.correlationKey,
            command.id(),
            json.write(command.variables()),
            row.timeToLive.toSeconds(),
            Timestamp.from(now),
            Timestamp.from(now.plus(later))
        };
    }

    /**
     * Takes the oldest due commands for handing over.
     *
     * @param most how many at the most
     * @param lease for how long no other relay is given them
     */
    public List<Leased> lease(int most, Duration lease) {
        return lease(most, lease, List.of());
    }

    /**
     * Takes commands as {@link #lease(int, Duration)} does, and forgets others.
     *
     * @param taken by the engine
     */
    public List<Leased> lease(int most, Duration lease, Collection<Long> taken) {
        return rows.lease(
                most,
                lease,
                taken,
                (rs, n) -> new Leased(
                        rs.getLong("id"),
                        command(
                                rs.getString("kind"),
                                rs.getString("name"),
                                rs.getString("correlation_key"),
                                rs.getString("message_id"),
                                rs.getString("variables"),
                                Duration.ofSeconds(rs.getLong("time_to_live_s"))),
                        rs.getInt("attempts")));
    }

    /** Forgets commands that the engine has taken. */
    public void handedOver(Collection<Long> ids) {
        rows.done(ids);
    }

    /** The jobs of an engine that was replaced are gone; their keys will be those of other jobs. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void replaced(EngineReplaced engine) {
        jdbc.sql("delete from engine_command where kind = ?")
                .param(JOB_COMPLETION)
                .update();
    }

    /** Puts commands back that the engine did not take, to be tried again after a pause. */
    public void notTaken(List<Long> ids, Duration pause) {
        rows.putOff(ids, pause);
    }

    /** How many commands wait, and since when the oldest could have gone: the relay's lag. */
    public Backlog backlog() {
        return rows.backlog();
    }

    private EngineCommand command(
            String kind, String name, String correlationKey, String id, String variables, Duration timeToLive) {
        @SuppressWarnings("unchecked")
        var map = (Map<String, Object>) json.read(variables, Map.class);
        return switch (kind) {
            case MESSAGE -> new EngineCommand.Message(name, correlationKey, id, map, timeToLive);
            case JOB_COMPLETION -> new EngineCommand.JobCompletion(Long.parseLong(id), map);
            default -> throw new IllegalStateException("engine command of unknown kind " + kind);
        };
    }

    private record Row(String kind, String name, String correlationKey, Duration timeToLive) {

        static Row of(EngineCommand command) {
            return switch (command) {
                case EngineCommand.Message m -> new Row(MESSAGE, m.name(), m.correlationKey(), m.timeToLive());
                case EngineCommand.JobCompletion c -> new Row(JOB_COMPLETION, "", c.id(), Duration.ZERO);
            };
        }
    }
}
