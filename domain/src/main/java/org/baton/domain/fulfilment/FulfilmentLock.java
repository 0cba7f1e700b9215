package org.baton.domain.fulfilment;

import java.util.Map;
import java.util.TreeMap;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.RefusedException;
import org.baton.domain.order.OrderBook;
import org.baton.domain.order.OrderEvents;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The way to a fulfilment that is about to change: under the lock of its order, until the transaction ends. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class FulfilmentLock {

    /** A fulfilment as it stands under the lock of its order. */
    record Locked(Fulfilment fulfilment, boolean cancelRequested, int resumes) {

        boolean isOpen() {
            return !fulfilment.status().hasLeftNode() && !cancelRequested;
        }

        Fulfilment orRefuse() {
            if (!isOpen()) {
                throw new RefusedException(
                        "fulfilment-ended",
                        "The fulfilment is " + fulfilment.status() + ", or its order is being cancelled.");
            }
            return fulfilment;
        }
    }

    private final OrderBook orders;
    private final OrderEvents events;

    FulfilmentLock(OrderBook orders, OrderEvents events) {
        this.orders = orders;
        this.events = events;
    }

    /** @throws NotFoundException if there is no such fulfilment */
    Locked lock(FulfilmentId id) {
        return orders.findAndLock(id.order(), FulfilmentBook.ONE, id.value(), FulfilmentBook::fulfilments)
                .flatMap(order -> order.answer().stream().findFirst().map(f -> locked(f, order.row())))
                .orElseThrow(() -> new NotFoundException("fulfilment", id));
    }

    private static Locked locked(Fulfilment fulfilment, OrderBook.LockedRow order) {
        return new Locked(fulfilment, order.cancelRequested(), order.resumes());
    }

    /** Writes what happened to a fulfilment into its order's history. */
    void event(Fulfilment f, String type, String actor, Map<String, ?> data) {
        var all = new TreeMap<String, Object>(data);
        all.put("fulfilmentId", f.id().value());
        all.put("node", f.place().value());
        events.append(f.orderId(), type, actor, all);
    }

    static int sum(Map<Integer, Integer> units) {
        return units.values().stream().mapToInt(i -> i).sum();
    }
}
