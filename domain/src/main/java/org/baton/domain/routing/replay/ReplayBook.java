package org.baton.domain.routing.replay;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baton.domain.common.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** Where replays are kept. */
@Repository
class ReplayBook {

    /** A replay that has not been heard of for so long has ended with its Baton. */
    private static final Duration GONE_AFTER = Duration.ofMinutes(2);

    private final JdbcClient jdbc;
    private final Json json;
    private final Clock clock;

    ReplayBook(JdbcClient jdbc, Json json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    void begin(
            String id,
            Map<String, Integer> drafts,
            Map<String, String> rules,
            Instant from,
            Instant to,
            String author) {
        jdbc.sql("""
                insert into replay (id, status, drafts, rules, period_from, period_to, author, started_at, seen_at)
                values (:id, 'RUNNING', :drafts::jsonb, :rules::jsonb, :from, :to, :author, :now, :now)""")
                .param("id", id)
                .param("drafts", json.write(drafts))
                .param("rules", json.write(rules))
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .param("author", author)
                .param("now", now())
                .update();
    }

    void progress(String id, long done, long total) {
        jdbc.sql("update replay set orders_done = ?, orders_total = ?, seen_at = ? where id = ?")
                .params(done, total, now(), id)
                .update();
    }

    void done(String id, Report report) {
        jdbc.sql("""
                update replay set status = 'DONE', report = ?::jsonb, orders_done = ?, orders_total = ?, ended_at = ?
                where id = ?""")
                .params(json.write(report), report.orders(), report.orders(), now(), id)
                .update();
    }

    void failed(String id, String problem) {
        jdbc.sql("update replay set status = 'FAILED', problem = ?, ended_at = ? where id = ? and status = 'RUNNING'")
                .params(problem, now(), id)
                .update();
    }

    /** Those whose Baton has ended do not run any more. */
    void endForgotten() {
        jdbc.sql("""
                update replay set status = 'FAILED', problem = 'Baton was stopped while it ran.', ended_at = :now
                where status = 'RUNNING' and seen_at < :gone""")
                .param("now", now())
                .param("gone", Timestamp.from(clock.instant().minus(GONE_AFTER)))
                .update();
    }

    void differences(String id, int from, List<Difference> differences) {
        if (differences.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into replay_difference (replay_id, position, order_id, decided_at, live, draft)
                select :id, w.position, w.order_id, w.at::timestamptz, w.live::jsonb, w.draft::jsonb
                from unnest(:positions, :orders, :times, :live, :draft) as w(position, order_id, at, live, draft)""")
                .param("id", id)
                .param(
                        "positions",
                        java.util.stream.IntStream.range(from, from + differences.size())
                                .boxed()
                                .toArray(Integer[]::new))
                .param("orders", differences.stream().map(Difference::order).toArray(String[]::new))
                .param("times", differences.stream().map(d -> d.at().toString()).toArray(String[]::new))
                .param(
                        "live",
                        differences.stream().map(d -> json.write(d.live())).toArray(String[]::new))
                .param(
                        "draft",
                        differences.stream().map(d -> json.write(d.draft())).toArray(String[]::new))
                .update();
    }

    Optional<ReplayRun> find(String id) {
        return jdbc.sql("select * from replay where id = ?")
                .param(id)
                .query((rs, n) -> run(rs))
                .optional();
    }

    boolean isRunning() {
        return jdbc.sql("select count(*) from replay where status = 'RUNNING'")
                        .query(Integer.class)
                        .single()
                > 0;
    }

    List<ReplayRun.Changed> differences(String id, int after, int limit) {
        return jdbc.sql("""
                select * from replay_difference where replay_id = ? and position > ? order by position limit ?""")
                .params(id, after, limit)
                .query((rs, n) -> new ReplayRun.Changed(
                        rs.getInt("position"),
                        rs.getString("order_id"),
                        rs.getTimestamp("decided_at").toInstant(),
                        json.tree(rs.getString("live")),
                        json.tree(rs.getString("draft"))))
                .list();
    }

    private ReplayRun run(ResultSet rs) throws SQLException {
        var ended = rs.getTimestamp("ended_at");
        return new ReplayRun(
                rs.getString("id"),
                ReplayRun.Status.valueOf(rs.getString("status")),
                json.tree(rs.getString("drafts")),
                json.tree(rs.getString("rules")),
                rs.getTimestamp("period_from").toInstant(),
                rs.getTimestamp("period_to").toInstant(),
                rs.getString("author"),
                rs.getTimestamp("started_at").toInstant(),
                ended == null ? null : ended.toInstant(),
                rs.getLong("orders_total"),
                rs.getLong("orders_done"),
                tree(rs.getString("report")),
                rs.getString("problem"));
    }

    private @Nullable JsonNode tree(@Nullable String text) {
        return text == null ? null : json.tree(text);
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
