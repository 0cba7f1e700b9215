package org.baton.domain.fulfilment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.StockKey;
import org.baton.domain.inventory.StockView;
import org.baton.domain.inventory.Supply;
import org.baton.domain.order.OrderMessages;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Wakes the orders that wait for supply when some arrives: by priority, then by the day they were promised for, then
 * by when they were placed. Only as many are woken as the supply suffices for, so that nobody behind them is faster;
 * when one has had its turn, what it left wakes those behind it.
 */
@Component
class Backorders {

    /** More than can move on by one arrival; those behind them are woken when these have had their turn. */
    private static final int MOST_AT_ONCE = 1000;

    private record Waiting(OrderId order, Sku sku, int units) {}

    private final JdbcClient jdbc;
    private final StockView stock;
    private final OrderMessages messages;

    Backorders(JdbcClient jdbc, StockView stock, OrderMessages messages) {
        this.jdbc = jdbc;
        this.stock = stock;
        this.messages = messages;
    }

    @EventListener
    void supplyArrived(Supply.Arrived supply) {
        var skus = supply.at().stream().map(StockKey::sku).distinct().toList();
        wake(skus, null, "supply/" + supply.cause());
    }

    /** An order that was woken has taken what it could, and still waits. */
    void turnTaken(OrderId order, long version, Collection<Sku> skus) {
        wake(skus, order, "turn/" + order + "/" + version);
    }

    private void wake(Collection<Sku> skus, @Nullable OrderId behind, String cause) {
        var waiting = waiting(skus, behind);
        if (waiting.isEmpty()) {
            return;
        }
        Map<Sku, Long> left = new HashMap<>(stock.promisable(skus));
        var woken = new LinkedHashMap<OrderId, Boolean>();
        for (var line : waiting) {
            var units = left.getOrDefault(line.sku(), 0L);
            if (units > 0) {
                left.put(line.sku(), units - line.units());
                woken.put(line.order(), true);
            }
        }
        messages.linesToSource(new ArrayList<>(woken.keySet()), cause);
    }

    private List<Waiting> waiting(Collection<Sku> skus, @Nullable OrderId behind) {
        return jdbc.sql("""
                select o.id, l.sku, l.quantity - l.allocated - l.fulfilled - l.cancelled as units
                from order_line l join orders o on o.id = l.order_id
                where l.backordered and l.sku = any(:skus)
                  and o.cancel_requested_at is null and o.hold_reason is null
                  and (:behind::text is null
                       or (o.priority, coalesce(o.delivery_requested_on, o.placed_at::date), o.placed_at, o.id)
                        > (select b.priority, coalesce(b.delivery_requested_on, b.placed_at::date), b.placed_at, b.id
                           from orders b where b.id = :behind))
                order by o.priority, coalesce(o.delivery_requested_on, o.placed_at::date), o.placed_at, o.id,
                         l.line_number
                limit :most""")
                .param("skus", skus.stream().map(Sku::value).toArray(String[]::new))
                .param("behind", behind == null ? null : behind.value())
                .param("most", MOST_AT_ONCE)
                .query((rs, n) ->
                        new Waiting(new OrderId(rs.getString("id")), new Sku(rs.getString("sku")), rs.getInt("units")))
                .list();
    }
}
