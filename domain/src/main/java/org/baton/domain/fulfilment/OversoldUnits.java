package org.baton.domain.fulfilment;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.RefusedException;
import org.baton.domain.inventory.Holds;
import org.baton.domain.inventory.RejectionReason;
import org.baton.domain.inventory.Stock;
import org.baton.domain.inventory.StockSignal;
import org.baton.domain.inventory.StockSignals;
import org.baton.domain.inventory.StockView;
import org.baton.domain.order.OrderEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sees to units that a till sold although somebody held them: carts lose their hold first, then the newest orders whose
 * lines nobody has picked yet go to another node. Where all are picked, the orders' histories tell people.
 */
@Service
public class OversoldUnits {

    private static final Logger LOG = LoggerFactory.getLogger(OversoldUnits.class);
    private static final int AT_ONCE = 20;

    private record Claim(String taskId, String fulfilmentId, OrderId order, int units, boolean pullable) {}

    private final StockSignals signals;
    private final StockView stock;
    private final Holds holds;
    private final StoreTasks tasks;
    private final OrderEvents events;
    private final JdbcClient jdbc;
    private final TransactionTemplate whole;
    private final TransactionTemplate apart;

    OversoldUnits(
            StockSignals signals,
            StockView stock,
            Holds holds,
            StoreTasks tasks,
            OrderEvents events,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.signals = signals;
        this.stock = stock;
        this.holds = holds;
        this.tasks = tasks;
        this.events = events;
        this.jdbc = jdbc;
        this.whole = new TransactionTemplate(transactions);
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Sees to what was oversold since it was last asked; several may ask at once.
     *
     * @return how many signals were seen to
     */
    public int handle() {
        // Who holds the signals' rows sees to them; what it does commits bit by bit.
        return Objects.requireNonNull(whole.execute(status -> {
            var open = signals.oversoldToHandle(AT_ONCE);
            open.forEach(this::handle);
            signals.handled(open);
            return open.size();
        }));
    }

    private void handle(StockSignal signal) {
        var left = oversold(signal);
        left -= left > 0 ? pullFromCarts(signal, left) : 0;
        for (var claim : left > 0 ? claims(signal) : List.<Claim>of()) {
            var units = Math.min(left, claim.units());
            if (units > 0 && claim.pullable() && pull(claim, signal, units)) {
                left -= units;
            } else if (units > 0) {
                tell(claim, signal, units);
                left -= units;
            }
        }
    }

    private int oversold(StockSignal signal) {
        return stock.at(List.of(signal.at().node()), List.of(signal.at().sku())).stream()
                .mapToInt(Stock::oversold)
                .sum();
    }

    private int pullFromCarts(StockSignal signal, int most) {
        var pulled = 0;
        for (var cart : holds.carts(signal.at())) {
            var units = Math.min(most - pulled, cart.quantity());
            if (units > 0) {
                var piece = new Holds.Piece(signal.at().node(), signal.at().sku(), units);
                apart.executeWithoutResult(status -> holds.release(cart.promise(), piece, "oversold"));
                pulled += units;
            }
        }
        return pulled;
    }

    /** Whose units they are, the newest first; those that can still be pulled before those that are picked. */
    private List<Claim> claims(StockSignal signal) {
        return jdbc.sql("""
                select coalesce(t.id, '') as task_id, f.id, f.order_id, l.quantity as units,
                       t.id is not null as pullable
                from fulfilment f
                join (select fulfilment_id, sum(quantity)::integer as quantity from fulfilment_line
                      where sku = :sku group by fulfilment_id) l on l.fulfilment_id = f.id and l.quantity > 0
                left join task t on t.fulfilment_id = f.id and t.status = 'OPEN' and t.kind in ('accept', 'pick')
                where f.node_id = :node
                  and f.status in ('ALLOCATED', 'ACCEPTED', 'PICKED', 'PACKED', 'READY_FOR_PICKUP')
                order by t.id is not null desc, f.created_at desc, f.id desc""")
                .param("sku", signal.at().sku().value())
                .param("node", signal.at().node().value())
                .query((rs, n) -> new Claim(
                        rs.getString("task_id"),
                        rs.getString("id"),
                        new OrderId(rs.getString("order_id")),
                        rs.getInt("units"),
                        rs.getBoolean("pullable")))
                .list();
    }

    /** As if the store had said that it has none of it: the lines are sourced again. */
    private boolean pull(Claim claim, StockSignal signal, int units) {
        try {
            var given = new StoreTasks.Rejected(signal.at().sku().value(), units);
            apart.executeWithoutResult(status -> {
                var ignored = tasks.reject(
                        claim.taskId(), RejectionReason.NO_VARIANCE.text(), List.of(given), OrderEvents.BATON);
            });
            return true;
        } catch (RefusedException e) {
            LOG.info("{} was not pulled back from {}: {}", claim.fulfilmentId(), signal.at(), e.getMessage());
            return false;
        }
    }

    private void tell(Claim claim, StockSignal signal, int units) {
        apart.executeWithoutResult(status -> events.append(
                claim.order(),
                "units-oversold",
                OrderEvents.BATON,
                Map.of(
                        "fulfilmentId", claim.fulfilmentId(),
                        "node", signal.at().node().value(),
                        "sku", signal.at().sku().value(),
                        "units", units)));
    }
}
