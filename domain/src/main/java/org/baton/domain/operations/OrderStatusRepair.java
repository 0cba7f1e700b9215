package org.baton.domain.operations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.baton.domain.common.OrderId;
import org.baton.domain.order.Order;
import org.baton.domain.order.OrderBook;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes the status that follows from the lines of an order. */
@Component
class OrderStatusRepair implements Repair {

    private final JdbcClient jdbc;
    private final OrderBook orders;
    private final Mending mending;

    OrderStatusRepair(JdbcClient jdbc, OrderBook orders, Mending mending) {
        this.jdbc = jdbc;
        this.orders = orders;
        this.mending = mending;
    }

    @Override
    public Check check() {
        return Check.ORDER_STATUS;
    }

    @Override
    public List<Finding> repair(Instant before, int most) {
        return jdbc.sql("""
                select o.id from orders o
                join (select order_id, sum(quantity - fulfilled - cancelled) as open
                      from order_line group by order_id) l on l.order_id = o.id
                where (o.status in ('FULFILLED', 'CANCELLED')) is distinct from (l.open = 0)
                order by o.id limit ?""").param(most).query((rs, n) -> new OrderId(rs.getString(1))).list().stream()
                .map(id -> mending.mend(check(), id, this::settle))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Finding> settle(Order order) {
        var settled = orders.settle(order.id());
        return settled.status() == order.status()
                ? Optional.empty()
                : Optional.of(new Finding(
                        order.id().value(), "was " + order.status() + ", is " + settled.status() + " by its lines"));
    }
}
