package org.baton.domain.order;

/** Where a line stands, derived from its units. */
public enum LineStatus {
    CREATED,
    BACKORDERED,
    ESCALATED,
    IN_FULFILMENT,
    FULFILLED,
    CANCELLED
}
