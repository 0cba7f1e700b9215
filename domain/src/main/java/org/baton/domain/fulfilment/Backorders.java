package org.baton.domain.fulfilment;

import org.baton.domain.common.OrderId;
import org.baton.domain.inventory.Supply;
import org.baton.domain.order.OrderMessages;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Wakes the orders that wait for supply when some arrives, those that were placed first at first. */
@Component
class Backorders {

    private final JdbcClient jdbc;
    private final OrderMessages messages;

    Backorders(JdbcClient jdbc, OrderMessages messages) {
        this.jdbc = jdbc;
        this.messages = messages;
    }

    /** What is collected waits for its own node alone. */
    @EventListener
    void supplyArrived(Supply.Arrived supply) {
        var waiting = jdbc.sql("""
                select distinct o.id, o.placed_at
                from unnest(:nodes, :skus) as s(node_id, sku)
                join order_line l on l.backordered and l.sku = s.sku
                join orders o on o.id = l.order_id
                where o.cancel_requested_at is null
                  and (o.delivery_option not in ('pickup', 'curbside') or o.delivery_node = s.node_id)
                order by o.placed_at, o.id""")
                .param(
                        "nodes",
                        supply.at().stream().map(at -> at.node().value()).toArray(String[]::new))
                .param("skus", supply.at().stream().map(at -> at.sku().value()).toArray(String[]::new))
                .query((rs, n) -> new OrderId(rs.getString("id")))
                .list();
        messages.linesToSource(waiting, "supply/" + supply.cause());
    }
}
