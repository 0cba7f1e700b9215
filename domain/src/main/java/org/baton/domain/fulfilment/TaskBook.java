package org.baton.domain.fulfilment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.Ids;
import org.baton.domain.common.LateWrites;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.RoundTrip;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Where store tasks are kept. */
@Repository
public class TaskBook {

    private static final String SELECT = """
            select t.*, f.schema as form from task t left join step_form f on f.key = t.form_key
            """;

    private static final String ONE = SELECT + "where t.id = ?";

    private final JdbcClient jdbc;
    private final LateWrites writes;
    private final Clock clock;

    TaskBook(JdbcClient jdbc, LateWrites writes, Clock clock) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.clock = clock;
    }

    /** Which tasks to list; what is null does not restrict. */
    public record Filter(
            @Nullable NodeId node,
            @Nullable String kind,
            @Nullable FulfilmentId fulfilment,
            @Nullable OrderId order,
            boolean openOnly) {}

    /** @throws NotFoundException if there is no such task */
    public Task get(String id) {
        return find(id).orElseThrow(() -> new NotFoundException("task", id));
    }

    public Optional<Task> find(String id) {
        return jdbc.sql(ONE).param(id).query((rs, n) -> read(rs)).optional();
    }

    /** Reads a task as {@link #find(String)} does, on a way to the database together with something else. */
    Supplier<Optional<Task>> find(RoundTrip trip, String id) {
        return trip.ask(ONE, rs -> rs.next() ? Optional.of(read(rs)) : Optional.empty(), id);
    }

    /** @param after the last id seen; empty to begin. Ids sort by time, so the oldest task comes first. */
    public List<Task> page(Filter filter, String after, int limit) {
        var conditions = new StringBuilder("where t.id > ?");
        var params = new ArrayList<Object>(List.of(after));
        equal(conditions, params, "t.node_id", filter.node());
        equal(conditions, params, "t.kind", filter.kind());
        equal(conditions, params, "t.fulfilment_id", filter.fulfilment());
        equal(conditions, params, "t.order_id", filter.order());
        if (filter.openOnly()) {
            conditions.append(" and t.status in ('OPEN', 'CLAIMED')");
        }
        params.add(limit);
        return jdbc.sql(SELECT + conditions + " order by t.id limit ?")
                .params(params)
                .query((rs, n) -> read(rs))
                .list();
    }

    /** Only what restricts is said to the database, so that the plan which it keeps suits every time it is asked. */
    private static void equal(StringBuilder conditions, List<Object> params, String column, @Nullable Object value) {
        if (value != null) {
            conditions.append(" and ").append(column).append(" = ?");
            params.add(value.toString());
        }
    }

    /** Keeps a task that the engine hands out; one that is handed out again keeps its state and gets the new job. */
    @Transactional(propagation = Propagation.MANDATORY)
    void open(Task.Job job, Fulfilment fulfilment, Task.Status status, int resumes) {
        writes.add(
                """
                insert into task (id, job_key, element_instance_key, process_instance_key, kind, title, node_id,
                                  fulfilment_id, order_id, status, due_at, form_key, created_at, resumes)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict on constraint task_element_instance_unique do update set job_key = excluded.job_key""",
                Ids.next(Task.PREFIX, clock::millis),
                job.jobKey(),
                job.elementInstanceKey(),
                job.processInstanceKey(),
                job.kind(),
                job.title(),
                fulfilment.place().value(),
                fulfilment.id().value(),
                fulfilment.orderId().value(),
                status.name(),
                job.dueAt() == null ? null : Timestamp.from(job.dueAt()),
                job.formKey(),
                Timestamp.from(clock.instant()),
                resumes);
    }

    /**
     * Gives the oldest task of this kind that an earlier process of the order had, done or open, to the job of the
     * process that was started in its place. A job that is handed out again gets the same one.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Task> adopt(Task.Job job, OrderId order, int resumes) {
        var adopted = jdbc.sql("""
                update task set job_key = :job, element_instance_key = :element, process_instance_key = :process,
                                form_key = :form, resumes = :resumes
                where id = (
                    select id from task
                    where fulfilment_id = :fulfilment and kind = :kind and status <> 'CANCELLED'
                      and (resumes < :resumes or resumes = :resumes and element_instance_key = :element)
                    order by resumes desc, status = 'COMPLETED' desc, ended_at, created_at, id limit 1)
                  and not exists (select from task where order_id = :order and resumes = :resumes
                                  and element_instance_key = :element and status = 'CANCELLED')
                returning id""")
                .param("form", job.formKey())
                .param("job", job.jobKey())
                .param("element", job.elementInstanceKey())
                .param("process", job.processInstanceKey())
                .param("resumes", resumes)
                .param("fulfilment", job.fulfilmentId().value())
                .param("kind", job.kind())
                .param("order", order.value())
                .query(String.class)
                .optional();
        return adopted.map(this::get);
    }

    /** What was entered when a task was completed, as JSON. */
    Optional<String> entered(String id) {
        return jdbc.sql("select result::text from task where id = ? and result is not null")
                .param(id)
                .query(String.class)
                .optional();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void claim(String id, String who) {
        jdbc.sql("""
                update task set status = 'CLAIMED', claimed_by = ?, started_at = coalesce(started_at, ?) where id = ?""").params(who, Timestamp.from(clock.instant()), id).update();
    }

    /** Notes that somebody has begun; the first beginning stands. */
    @Transactional(propagation = Propagation.MANDATORY)
    void started(String id) {
        jdbc.sql("update task set started_at = ? where id = ? and started_at is null")
                .params(Timestamp.from(clock.instant()), id)
                .update();
    }

    /** The step of this kind that waits to be done for a fulfilment. */
    public Optional<Task> openOf(FulfilmentId fulfilment, String kind) {
        return page(new Filter(null, kind, fulfilment, null, true), "", 1).stream()
                .findFirst();
    }

    /**
     * Completes a task when the transaction is committed.
     *
     * @return the task as it is then
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Task complete(Task task, String who, String result) {
        var now = clock.instant();
        writes.add(
                "update task set status = 'COMPLETED', claimed_by = ?, result = ?::jsonb, ended_at = ? where id = ?",
                who,
                result,
                Timestamp.from(now),
                task.id());
        return task.completed(who, now);
    }

    /** Ends what is still open for a fulfilment. */
    @Transactional(propagation = Propagation.MANDATORY)
    void cancelOf(FulfilmentId fulfilment) {
        jdbc.sql("""
                update task set status = 'CANCELLED', ended_at = ?
                where fulfilment_id = ? and status in ('OPEN', 'CLAIMED')""")
                .params(Timestamp.from(clock.instant()), fulfilment.value())
                .update();
    }

    private static Task read(ResultSet rs) throws SQLException {
        return new Task(
                rs.getString("id"),
                rs.getObject("job_key", Long.class),
                rs.getString("kind"),
                rs.getString("title"),
                new NodeId(rs.getString("node_id")),
                new FulfilmentId(rs.getString("fulfilment_id")),
                new OrderId(rs.getString("order_id")),
                Task.Status.valueOf(rs.getString("status")),
                rs.getString("claimed_by"),
                instant(rs.getTimestamp("due_at")),
                rs.getString("form"),
                rs.getTimestamp("created_at").toInstant(),
                instant(rs.getTimestamp("ended_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
