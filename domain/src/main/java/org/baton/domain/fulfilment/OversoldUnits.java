package org.baton.domain.fulfilment;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.RefusedException;
import org.baton.domain.inventory.Holds;
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
 * units nobody has in hand yet get them from another node. Where all are picked the shelf was miscounted, which a signal
 * and the orders' histories tell people.
 */
@Service
public class OversoldUnits {

    private static final Logger LOG = LoggerFactory.getLogger(OversoldUnits.class);
    private static final int AT_ONCE = 20;

    /** @param picked whether no change of plan reaches it: it is in hand, or with a warehouse's own system */
    private record Claim(FulfilmentId fulfilment, OrderId order, int units, boolean picked) {}

    private final StockSignals signals;
    private final StockView stock;
    private final Holds holds;
    private final UnpickedUnits unpicked;
    private final OrderEvents events;
    private final JdbcClient jdbc;
    private final TransactionTemplate whole;
    private final TransactionTemplate apart;

    OversoldUnits(
            StockSignals signals,
            StockView stock,
            Holds holds,
            UnpickedUnits unpicked,
            OrderEvents events,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.signals = signals;
        this.stock = stock;
        this.holds = holds;
        this.unpicked = unpicked;
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
        var claims = left > 0 ? claims(signal) : List.<Claim>of();
        for (var claim : claims) {
            left -= left > 0 && !claim.picked() ? pull(claim, signal, left) : 0;
        }
        if (left > 0) {
            escalate(signal, claims, left);
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

    /** Whose units they are, the newest promise first. */
    private List<Claim> claims(StockSignal signal) {
        return jdbc.sql("""
                select f.id, f.order_id, l.quantity as units,
                       f.status not in ('ALLOCATED', 'ACCEPTED') or n.type <> 'store' as picked
                from fulfilment f join orders o on o.id = f.order_id join node n on n.id = f.node_id
                join (select fulfilment_id, sum(quantity)::integer as quantity from fulfilment_line
                      where sku = :sku group by fulfilment_id) l on l.fulfilment_id = f.id and l.quantity > 0
                where f.node_id = :node
                  and f.status in ('ALLOCATED', 'ACCEPTED', 'PICKED', 'PACKED', 'READY_FOR_PICKUP')
                order by o.accepted_at desc, f.id desc""")
                .param("sku", signal.at().sku().value())
                .param("node", signal.at().node().value())
                .query((rs, n) -> new Claim(
                        new FulfilmentId(rs.getString("id")),
                        new OrderId(rs.getString("order_id")),
                        rs.getInt("units"),
                        rs.getBoolean("picked")))
                .list();
    }

    /** What nobody has in hand yet is sourced again, also where somebody has taken the task on. */
    private int pull(Claim claim, StockSignal signal, int most) {
        try {
            var pulled = apart.execute(
                    status -> unpicked.takeBack(claim.fulfilment(), signal.at().sku(), most));
            return Objects.requireNonNullElse(pulled, 0);
        } catch (RefusedException e) {
            LOG.info("{} was not pulled back from {}: {}", claim.fulfilment(), signal.at(), e.getMessage());
            return 0;
        }
    }

    /**
     * More units lie in baskets and parcels than the shelf is believed to have had. Either its count is wrong, or one of
     * them was sold: a person must look. The history of the newest orders says which.
     */
    private void escalate(StockSignal signal, List<Claim> claims, int units) {
        apart.executeWithoutResult(status -> signals.tellMiscounted(signal.at(), units, signal.cause()));
        var left = units;
        for (var claim : claims) {
            var concerned = Math.min(left, claim.units());
            if (claim.picked() && concerned > 0) {
                tell(claim, signal, concerned);
                left -= concerned;
            }
        }
    }

    private void tell(Claim claim, StockSignal signal, int units) {
        apart.executeWithoutResult(status -> events.append(
                claim.order(),
                "units-oversold",
                OrderEvents.BATON,
                Map.of(
                        "fulfilmentId", claim.fulfilment().value(),
                        "node", signal.at().node().value(),
                        "sku", signal.at().sku().value(),
                        "units", units)));
    }
}
