package org.baton.domain.common;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What every outbox does with its rows: each is written with the change that causes it, taken by one relay at a time
 * when it is due, and deleted when it is done. The table has {@code id}, {@code created_at}, {@code due_at} and
 * {@code attempts}. Each is one statement and needs no transaction.
 */
public final class OutboxRows {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final String table;

    /** @param table its name, never from outside */
    public OutboxRows(JdbcClient jdbc, Clock clock, String table) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.table = table;
    }

    /**
     * Takes the rows that have been due for longest, and counts the attempt. Not waited for until it is on disk: who
     * wrote the rows has waited for them, and a lease that a dying database forgets is one that was never given.
     *
     * @param most how many at the most
     * @param lease for how long nobody else is given them
     * @param done rows of earlier leases, forgotten in the same round trip
     */
    public <T> List<T> lease(int most, Duration lease, Collection<Long> done, RowMapper<T> read) {
        var now = clock.instant();
        return jdbc.sql("""
                with unhurried as (
                    select %2$s),
                done as (
                    delete from %1$s where id = any(:done)),
                due as (
                    select id from %1$s where due_at <= :now
                    order by due_at, id limit :most for update skip locked),
                leased as (
                    update %1$s o set due_at = :until, attempts = attempts + 1
                    from due where o.id = due.id returning o.*)
                select leased.* from unhurried, leased order by id""".formatted(table, UnhurriedCommit.expression()))
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(now.plus(lease)))
                .param("most", most)
                .param("done", done.toArray(Long[]::new))
                .query(read)
                .list();
    }

    /** Forgets what is done. */
    public void done(Collection<Long> ids) {
        jdbc.sql("delete from " + table + " where id = any(:ids)")
                .param("ids", ids.toArray(Long[]::new))
                .update();
    }

    /** Puts back what was not done, to be tried again after a pause. */
    public void putOff(Collection<Long> ids, Duration pause) {
        jdbc.sql("update " + table + " set due_at = :due where id = any(:ids)")
                .param("due", Timestamp.from(clock.instant().plus(pause)))
                .param("ids", ids.toArray(Long[]::new))
                .update();
    }

    /** How many wait, and since when the oldest could have been done. */
    public Backlog backlog() {
        return jdbc.sql("""
                select count(*) as waiting, min(case when attempts = 0 then due_at else created_at end) as oldest
                from %s""".formatted(table))
                .query((rs, n) -> {
                    var oldest = rs.getTimestamp("oldest");
                    var age = oldest == null ? Duration.ZERO : Duration.between(oldest.toInstant(), clock.instant());
                    return new Backlog(rs.getLong("waiting"), age.isNegative() ? Duration.ZERO : age);
                })
                .single();
    }

    /**
     * What a relay has still to do.
     *
     * @param waiting how many rows are not done yet
     * @param age of the oldest of them
     */
    public record Backlog(long waiting, Duration age) {}
}
