package org.baton.domain.operations;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.baton.domain.common.OrderId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Closes tasks of fulfilments that have ended: nobody can do them any more. */
@Component
class TaskRepair implements Repair {

    private record Orphan(String task, String kind, OrderId order) {}

    private final JdbcClient jdbc;
    private final Mending mending;
    private final Clock clock;

    TaskRepair(JdbcClient jdbc, Mending mending, Clock clock) {
        this.jdbc = jdbc;
        this.mending = mending;
        this.clock = clock;
    }

    @Override
    public Check check() {
        return Check.TASKS;
    }

    @Override
    public List<Finding> repair(Instant before, int most) {
        return jdbc
                .sql("""
                select t.id, t.kind, t.order_id from task t join fulfilment f on f.id = t.fulfilment_id
                where t.status in ('OPEN', 'CLAIMED') and f.updated_at < :before and f.status in
                      ('SHIPPED', 'PICKED_UP', 'DELIVERED', 'REJECTED', 'CANCELLED', 'RETURNED_TO_STOCK')
                order by t.id limit :most""")
                .param("before", Timestamp.from(before))
                .param("most", most)
                .query((rs, n) ->
                        new Orphan(rs.getString("id"), rs.getString("kind"), new OrderId(rs.getString("order_id"))))
                .list()
                .stream()
                .map(orphan -> mending.mend(check(), orphan.order(), order -> close(orphan)))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Finding> close(Orphan orphan) {
        var closed = jdbc.sql("""
                update task t set status = 'CANCELLED', ended_at = :now
                from fulfilment f
                where t.id = :id and f.id = t.fulfilment_id and t.status in ('OPEN', 'CLAIMED') and f.status in
                      ('SHIPPED', 'PICKED_UP', 'DELIVERED', 'REJECTED', 'CANCELLED', 'RETURNED_TO_STOCK')""")
                .param("now", Timestamp.from(clock.instant()))
                .param("id", orphan.task())
                .update();
        return closed == 0 ? Optional.empty() : Optional.of(new Finding(orphan.task(), orphan.kind() + " was closed"));
    }
}
