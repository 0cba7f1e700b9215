package org.baton.domain.fulfilment;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.baton.domain.common.NodeId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How long the steps in stores take: from when somebody began with a task (claimed it, scanned its first item). */
@Repository
public class StepTimes {

    /**
     * One associate with one kind of step at one store.
     *
     * @param kind e.g. pick
     * @param tasks that were done
     * @param timed of them, those of which it is known when they were begun
     * @param averageSeconds of the timed ones; 0 if there are none
     */
    public record Times(
            NodeId node,
            String kind,
            String associate,
            int tasks,
            int timed,
            double averageSeconds,
            double medianSeconds) {}

    private final JdbcClient jdbc;

    StepTimes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of the tasks that were completed from a moment on and before another; null for any node. */
    public List<Times> between(@Nullable NodeId node, Instant from, Instant to, int limit) {
        return jdbc.sql("""
                select node_id, kind, claimed_by, count(*) as tasks, count(started_at) as timed,
                       coalesce(avg(extract(epoch from ended_at - started_at)), 0) as average,
                       coalesce(percentile_cont(0.5) within group (order by extract(epoch from ended_at - started_at)), 0)
                           as median
                from task
                where status = 'COMPLETED' and ended_at >= :from and ended_at < :to %s
                group by node_id, kind, claimed_by order by node_id, kind, claimed_by limit :limit""".formatted(node == null ? "" : "and node_id = :node"))
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .param("node", node == null ? null : node.value())
                .param("limit", limit)
                .query((rs, n) -> new Times(
                        new NodeId(rs.getString("node_id")),
                        rs.getString("kind"),
                        rs.getString("claimed_by"),
                        rs.getInt("tasks"),
                        rs.getInt("timed"),
                        rs.getDouble("average"),
                        rs.getDouble("median")))
                .list();
    }
}
