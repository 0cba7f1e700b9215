package org.baton.domain.fulfilment;

import static org.baton.domain.fulfilment.FulfilmentLock.sum;

import java.util.Map;
import java.util.TreeMap;
import org.baton.domain.inventory.RejectionReason;
import org.baton.domain.order.OrderBook;
import org.baton.domain.order.OrderBook.Counter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes units back from a node that has not picked them yet, because the plan has changed. The node did nothing wrong:
 * its stock record stays, and it may be asked again.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Recalls {

    private final FulfilmentBook fulfilments;
    private final FulfilmentLock locks;
    private final FulfilmentMessages messages;
    private final OrderBook orders;
    private final GoodsBack goodsBack;
    private final TaskBook tasks;

    Recalls(
            FulfilmentBook fulfilments,
            FulfilmentLock locks,
            FulfilmentMessages messages,
            OrderBook orders,
            GoodsBack goodsBack,
            TaskBook tasks) {
        this.fulfilments = fulfilments;
        this.locks = locks;
        this.messages = messages;
        this.orders = orders;
        this.goodsBack = goodsBack;
        this.tasks = tasks;
    }

    /** Everything goes back to sourcing, and the fulfilment's process ends. */
    void recall(Fulfilment f, String actor) {
        withdraw(f, f.unitsByLine(), null, actor);
    }

    /** Units that the customer does not want any more; a fulfilment that has none left ends. */
    void cancel(Fulfilment f, Map<Integer, Integer> units, String actor) {
        withdraw(f, units, Counter.CANCELLED, actor);
    }

    private void withdraw(Fulfilment f, Map<Integer, Integer> units, @Nullable Counter to, String actor) {
        var gone = new TreeMap<>(units);
        goodsBack.toStock(f, gone, RejectionReason.NO_VARIANCE, "withdrawn/" + f.units());
        orders.move(f.orderId(), Counter.ALLOCATED, to, gone);
        fulfilments.withdrawn(f.id(), gone);
        if (sum(gone) == f.units()) {
            fulfilments.status(f.id(), FulfilmentStatus.CANCELLED);
            tasks.cancelOf(f.id());
            messages.recalled(f.id());
            locks.event(f, "fulfilment-recalled", actor, Map.of("units", sum(gone)));
        } else {
            locks.event(f, "fulfilment-reduced", actor, Map.of("units", gone));
        }
    }
}
