package org.baton.connectors.sandbox;

import java.util.List;
import java.util.Optional;
import org.baton.domain.order.Delivery;

/** What an address may ask of the warehouse: {@code SANDBOX WAREHOUSE REJECTS ONCE}. */
enum WarehouseMark {
    REFUSES,
    /** Rejects only the first fulfilment of an order. */
    REJECTS_ONCE,
    REJECTS,
    DAMAGED,
    TOO_BUSY,
    NEVER_SHIPS,
    SLOW,
    OUTAGE,
    LONG_OUTAGE,
    DOWN,
    LOST_ANSWER;

    static Optional<WarehouseMark> of(Delivery delivery) {
        return Optional.ofNullable(AddressMark.in(delivery, "WAREHOUSE", List.of(values())));
    }
}
