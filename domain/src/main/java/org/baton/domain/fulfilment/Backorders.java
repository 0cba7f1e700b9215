package org.baton.domain.fulfilment;

import org.baton.domain.common.OrderId;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.StockFeed.SupplyArrived;
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

    @EventListener
    void supplyArrived(SupplyArrived supply) {
        var waiting = jdbc.sql("""
                select distinct o.id, o.placed_at from order_line l join orders o on o.id = l.order_id
                where l.backordered and l.sku = any(:skus) order by o.placed_at, o.id""")
                .param("skus", supply.skus().stream().map(Sku::value).toArray(String[]::new))
                .query((rs, n) -> new OrderId(rs.getString("id")))
                .list();
        messages.linesToSource(waiting, "supply/" + supply.cause());
    }
}
