package org.baton.domain.order;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.baton.domain.common.LateWrites;
import org.baton.domain.common.OrderId;
import org.baton.domain.order.OrderLifecycle.Screened;
import org.baton.domain.order.ScreeningRules.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Remembers of an order what its lines do not say: its process, its screening, its hold and the wish to cancel it. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class OrderMarks {

    private final JdbcClient jdbc;
    private final LateWrites writes;
    private final Clock clock;

    OrderMarks(JdbcClient jdbc, LateWrites writes, Clock clock) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.clock = clock;
    }

    /** Binds an order to the process that goes on with it. */
    void bind(OrderId id, long processInstanceKey) {
        jdbc.sql("update orders set process_instance_key = ? where id = ?")
                .params(processInstanceKey, id.value())
                .update();
    }

    /**
     * Takes an order from the process that conducted it, which is gone.
     *
     * @param seen the process that is gone; null if none had begun
     * @param before an order that was resumed later may still find its process
     * @return how often the order was resumed now; nothing if somebody else was faster, or its start is on its way
     */
    Optional<Integer> unbind(OrderId id, @Nullable Long seen, Instant before) {
        return jdbc.sql("""
                update orders set process_instance_key = null, resumes = resumes + 1, resumed_at = :now
                where id = :id and process_instance_key is not distinct from :seen
                  and (resumed_at is null or resumed_at < :before)
                  and not exists (select from engine_command where name = 'order-accepted' and correlation_key = :id)
                returning resumes""")
                .param("now", Timestamp.from(clock.instant()))
                .param("id", id.value())
                .param("seen", seen, Types.BIGINT)
                .param("before", Timestamp.from(before))
                .query(Integer.class)
                .optional();
    }

    /** Writes down what screening found, the order's turn and its process, when the transaction is committed. */
    void screened(OrderId id, long processInstanceKey, Screened screened, OrderSchedule.Turn turn) {
        writes.add(
                """
                update orders set process_instance_key = ?, screening = ?, hold_expires_after = ?, priority = ?,
                       scheduled_for = ?
                where id = ?""",
                processInstanceKey,
                screened.verdict().name(),
                screened.holdExpiresAfter().toString(),
                turn.priority(),
                turn.later() == null ? null : Timestamp.from(turn.later()),
                id.value());
    }

    Optional<Screened> screened(OrderId id) {
        return jdbc.sql("select * from orders where id = ? and screening is not null")
                .param(id.value())
                .query((rs, n) -> new Screened(
                        Verdict.valueOf(rs.getString("screening")),
                        Duration.parse(rs.getString("hold_expires_after")),
                        Objects.requireNonNullElse(rs.getTimestamp("scheduled_for"), rs.getTimestamp("accepted_at"))
                                .toInstant()))
                .optional();
    }

    void hold(OrderId id, HoldReason reason) {
        jdbc.sql("update orders set hold_reason = ? where id = ?")
                .params(reason.name(), id.value())
                .update();
    }

    void liftHold(OrderId id) {
        jdbc.sql("update orders set hold_reason = null where id = ?")
                .param(id.value())
                .update();
    }

    /** The first wish stands. */
    void cancelRequested(OrderId id, String reason) {
        jdbc.sql("""
                update orders set cancel_requested_at = ?, cancel_reason = ?
                where id = ? and cancel_requested_at is null""")
                .params(Timestamp.from(clock.instant()), reason, id.value())
                .update();
    }
}
