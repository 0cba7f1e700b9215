package org.baton.domain.fulfilment;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import org.baton.domain.common.OrderId;
import org.baton.domain.order.OrderBook;
import org.baton.domain.order.OrderEvents;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Notices that a promise has passed: the node has still not done its part at the time it should have. */
@Service
public class Delays {

    private static final String LATE = """
            from fulfilment f join orders o on o.id = f.order_id
            where f.status in ('ALLOCATED', 'ACCEPTED', 'PICKED', 'PACKED') and f.promised_at <= :now
              and o.hold_reason is null and o.cancel_requested_at is null
              and not exists (select 1 from order_event e where e.order_id = o.id and e.type = 'order-delayed')""";

    private final JdbcClient jdbc;
    private final OrderBook orders;
    private final OrderEvents events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Delays(JdbcClient jdbc, OrderBook orders, OrderEvents events, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.orders = orders;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Notes the delay of orders whose promise has passed, once per order; those on hold wait for a person, not for a
     * node.
     *
     * @param most orders at once
     * @return how many orders there were
     */
    public int note(int most) {
        var late = jdbc.sql("select o.id " + LATE + " group by o.id order by min(f.promised_at) limit :most")
                .param("now", now())
                .param("most", most)
                .query((rs, n) -> new OrderId(rs.getString("id")))
                .list();
        late.forEach(id -> transaction.executeWithoutResult(status -> note(id)));
        return late.size();
    }

    private void note(OrderId id) {
        // Under the lock: what was packed or cancelled in the last moment is not late, and nothing is noted twice.
        var ignored = orders.lockRow(id);
        jdbc.sql("select min(f.promised_at) as promised " + LATE + " and o.id = :order having count(*) > 0")
                .param("now", now())
                .param("order", id.value())
                .query((rs, n) -> rs.getTimestamp("promised").toInstant())
                .optional()
                .ifPresent(promised -> events.append(
                        id, "order-delayed", OrderEvents.BATON, Map.of("promisedAt", promised.toString())));
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
