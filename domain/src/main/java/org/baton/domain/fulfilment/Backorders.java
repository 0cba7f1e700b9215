package org.baton.domain.fulfilment;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.StockKey;
import org.baton.domain.inventory.StockView;
import org.baton.domain.inventory.Supply;
import org.baton.domain.order.OrderMessages;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Wakes the orders that wait for supply when some arrives, as many as it covers: by the priority that the table {@code
 * order-schedule} gave them, then those with the earliest requested date, then those that were placed first.
 */
@Component
public class Backorders {

    /** An order that was woken and still waits could not use the supply: the next ones shall have it. */
    private static final Duration LEFT_ALONE_FOR = Duration.ofMinutes(5);

    private record Waiting(OrderId order, Sku sku, int units) {}

    private final JdbcClient jdbc;
    private final StockView stock;
    private final OrderMessages messages;
    private final Clock clock;

    Backorders(JdbcClient jdbc, StockView stock, OrderMessages messages, Clock clock) {
        this.jdbc = jdbc;
        this.stock = stock;
        this.messages = messages;
        this.clock = clock;
    }

    @EventListener
    void supplyArrived(Supply.Arrived supply) {
        wake(supply.at(), "supply/" + supply.cause(), false);
    }

    /** Wakes who might use what is there and did not get the word, or got it and could not use it at that time. */
    @Transactional
    public void sweep() {
        var supplied = jdbc.sql("""
                        select s.node_id, w.sku from (select distinct sku from order_line where backordered) w
                        cross join lateral (
                            -- Offset 0: the stock of the few SKUs that are waited for, never all the stock there is.
                            select node_id from stock
                            where sku = w.sku and on_hand - damaged - reserved > 0 offset 0) s""")
                .query((rs, n) -> new StockKey(new NodeId(rs.getString("node_id")), new Sku(rs.getString("sku"))))
                .set();
        wake(supplied, "swept/" + clock.instant().getEpochSecond(), true);
    }

    private void wake(Set<StockKey> supplied, String cause, boolean again) {
        var waiting = waiting(supplied, again);
        if (waiting.isEmpty()) {
            return;
        }
        var free = free(supplied);
        var woken = new LinkedHashSet<OrderId>();
        for (var line : waiting) {
            if (take(line, free)) {
                woken.add(line.order());
            }
        }
        messages.linesToSource(List.copyOf(woken), cause);
        remember(woken);
    }

    private Map<Sku, Map<NodeId, Integer>> free(Set<StockKey> supplied) {
        var free = new HashMap<Sku, Map<NodeId, Integer>>();
        var nodes = supplied.stream().map(StockKey::node).collect(Collectors.toSet());
        var skus = supplied.stream().map(StockKey::sku).collect(Collectors.toSet());
        stock.at(nodes, skus).stream()
                .filter(row -> supplied.contains(new StockKey(row.node(), row.sku())))
                .filter(row -> row.availableToPromise() > 0)
                .forEach(row -> free.computeIfAbsent(row.sku(), sku -> new HashMap<>())
                        .put(row.node(), row.availableToPromise()));
        return free;
    }

    /** Sets units aside for a line; what is collected at one node may be sent there by another. */
    private static boolean take(Waiting line, Map<Sku, Map<NodeId, Integer>> free) {
        var nodes = free.getOrDefault(line.sku(), Map.of());
        var open = line.units();
        for (var node : List.copyOf(nodes.keySet())) {
            var units = Math.min(open, nodes.getOrDefault(node, 0));
            if (units > 0) {
                nodes.merge(node, -units, Integer::sum);
                open -= units;
            }
        }
        return open < line.units();
    }

    private List<Waiting> waiting(Set<StockKey> supplied, boolean again) {
        return jdbc.sql("""
                select o.id, l.sku, l.quantity - l.allocated - l.fulfilled - l.cancelled as units
                from order_line l
                join orders o on o.id = l.order_id
                left join backorder_wake w on w.order_id = o.id
                where l.backordered and l.sku = any(:skus) and o.cancel_requested_at is null and o.hold_reason is null
                  and (not :again or w.woken_at is null or w.woken_at < :longAgo)
                order by case when :again then w.woken_at end nulls first,
                         o.priority, o.delivery_requested_on nulls last, o.placed_at, o.id, l.line_number""")
                .param(
                        "skus",
                        supplied.stream().map(at -> at.sku().value()).distinct().toArray(String[]::new))
                .param("again", again)
                .param("longAgo", Timestamp.from(clock.instant().minus(LEFT_ALONE_FOR)))
                .query((rs, n) ->
                        new Waiting(new OrderId(rs.getString("id")), new Sku(rs.getString("sku")), rs.getInt("units")))
                .list();
    }

    private void remember(Collection<OrderId> woken) {
        jdbc.sql("""
                insert into backorder_wake (order_id, woken_at) select id, :now from unnest(:ids) as w(id)
                on conflict (order_id) do update set woken_at = excluded.woken_at""")
                .param("ids", woken.stream().map(OrderId::value).sorted().toArray(String[]::new))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }
}
