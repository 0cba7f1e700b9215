package org.baton.domain.fulfilment;

import java.time.Instant;
import org.baton.domain.common.OrderId;
import org.baton.domain.engine.EngineReplaced;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Hands what an earlier process of an order had under way to the process that was started in its place: its fulfilments,
 * and the news of them that the earlier one had heard.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class FulfilmentProcesses {

    private final FulfilmentBook fulfilments;
    private final FulfilmentMessages messages;
    private final TripAdoption trips;
    private final JdbcClient jdbc;

    FulfilmentProcesses(FulfilmentBook fulfilments, FulfilmentMessages messages, TripAdoption trips, JdbcClient jdbc) {
        this.fulfilments = fulfilments;
        this.messages = messages;
        this.trips = trips;
        this.jdbc = jdbc;
    }

    /**
     * Gives a step of a resumed process the fulfilments that were under way, and those that came to the customer, for
     * their process may have had something left to do. What came back or was taken back is over.
     */
    void adopt(OrderId order, int resumes, String requestKey) {
        jdbc.sql("""
                update fulfilment set resumes = :resumes, adopted_by = :key
                where order_id = :order and resumes < :resumes
                  and status not in ('REJECTED', 'CANCELLED', 'RETURNED_TO_STOCK')""")
                .param("resumes", resumes)
                .param("key", requestKey)
                .param("order", order.value())
                .update();
    }

    /**
     * Sends the processes of an order's fulfilments what the ones before them had heard.
     *
     * @param resumes how often the order was resumed
     * @param heardSince what happened since then, the engine has been told already
     */
    public void tellAgain(OrderId order, int resumes, Instant heardSince) {
        for (var f : fulfilments.of(order)) {
            var goesToStore = f.destination() != null;
            var sent = f.status() == FulfilmentStatus.SHIPPED || f.status() == FulfilmentStatus.DELIVERED;
            if (sent || goesToStore && f.departed()) {
                messages.shippedAgain(f.id(), resumes);
            }
            if (f.status() == FulfilmentStatus.DELIVERED || goesToStore && isAtStore(f)) {
                messages.deliveredAgain(f.id(), resumes);
            }
            trips.failedBefore(f.id(), heardSince)
                    .forEach(attempt ->
                            messages.deliveryFailedAgain(f.id(), attempt, attempt < f.mostDeliveries(), resumes));
        }
    }

    private static boolean isAtStore(Fulfilment f) {
        return f.departed()
                && switch (f.status()) {
                    case ARRIVED, READY_FOR_PICKUP, PICKED_UP -> true;
                    default -> false;
                };
    }

    /** Nobody waits for open tasks any more, and what couriers report is told when the order is resumed. */
    @EventListener
    public void replaced(EngineReplaced engine) {
        jdbc.sql("update task set job_key = null where status in ('OPEN', 'CLAIMED')")
                .update();
        jdbc.sql("delete from engine_command where name = ?")
                .param(FulfilmentMessages.DELIVERY_FAILED)
                .update();
    }
}
