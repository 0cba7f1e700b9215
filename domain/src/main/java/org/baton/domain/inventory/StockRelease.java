package org.baton.domain.inventory;

import org.baton.domain.common.OrderId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets the units of an order go, as a step of its own. */
@Service
public class StockRelease {

    private final Reservations reservations;

    StockRelease(Reservations reservations) {
        this.reservations = reservations;
    }

    /** Does nothing when nothing is held. */
    @Transactional
    public void release(OrderId order, String reason) {
        reservations.release(order, reason);
    }
}
