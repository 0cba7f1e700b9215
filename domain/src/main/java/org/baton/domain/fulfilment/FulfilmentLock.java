package org.baton.domain.fulfilment;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.RefusedException;
import org.baton.domain.common.RoundTrip;
import org.baton.domain.order.OrderBook;
import org.baton.domain.order.OrderEvents;
import org.springframework.jdbc.core.JdbcTemplate;
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
    private final FulfilmentBook fulfilments;
    private final OrderEvents events;
    private final JdbcTemplate database;

    FulfilmentLock(OrderBook orders, FulfilmentBook fulfilments, OrderEvents events, JdbcTemplate database) {
        this.orders = orders;
        this.fulfilments = fulfilments;
        this.events = events;
        this.database = database;
    }

    /** @throws NotFoundException if there is no such fulfilment */
    Locked lock(FulfilmentId id) {
        var trip = new RoundTrip(database);
        var locked = lock(trip, id);
        trip.go();
        return locked.get();
    }

    /**
     * Locks as {@link #lock(FulfilmentId)} does, on a way to the database together with what is asked under the lock.
     *
     * @param trip to which nothing was added before
     */
    Supplier<Locked> lock(RoundTrip trip, FulfilmentId id) {
        var order = orders.lock(trip, id.order());
        var fulfilment = fulfilments.find(trip, id);
        return () -> order.get()
                .flatMap(row -> fulfilment.get().map(f -> new Locked(f, row.cancelRequested(), row.resumes())))
                .orElseThrow(() -> new NotFoundException("fulfilment", id));
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
