package org.baton.domain.fulfilment;

/** Where a fulfilment order stands. */
public enum FulfilmentStatus {
    ALLOCATED,
    ACCEPTED,
    PICKED,
    PACKED,
    READY_FOR_PICKUP,
    SHIPPED,
    PICKED_UP,
    DELIVERED,
    REJECTED,
    CANCELLED,
    RETURNED_TO_STOCK;

    /** The goods have left the node, or never will. */
    public boolean hasLeftNode() {
        return switch (this) {
            case ALLOCATED, ACCEPTED, PICKED, PACKED, READY_FOR_PICKUP -> false;
            case SHIPPED, PICKED_UP, DELIVERED, REJECTED, CANCELLED, RETURNED_TO_STOCK -> true;
        };
    }
}
