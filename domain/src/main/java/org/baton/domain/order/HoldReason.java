package org.baton.domain.order;

/** Why an order is paused. */
public enum HoldReason {
    AWAITING_PAYMENT,
    HIGH_RISK_OF_FRAUD,
    INCORRECT_ADDRESS,
    INVENTORY_OUT_OF_STOCK,
    AWAITING_RETURN_ITEMS,
    UNKNOWN_DELIVERY_DATE,
    MANUAL
}
