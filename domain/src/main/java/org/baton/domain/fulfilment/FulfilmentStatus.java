package org.baton.domain.fulfilment;

/** Where a fulfilment order stands. */
public enum FulfilmentStatus {
    ALLOCATED,
    ACCEPTED,
    PICKED,
    PACKED,
    READY_FOR_PICKUP,
    SHIPPED,
    IN_TRANSIT,
    ARRIVED,
    OUT_FOR_DELIVERY,
    PICKED_UP,
    DELIVERED,
    REJECTED,
    CANCELLED,
    RETURNED_TO_STOCK;

    /** The goods lie in the basket or the parcel, or have gone: no change of plan reaches them. */
    public boolean isPicked() {
        return switch (this) {
            case PICKED, PACKED, READY_FOR_PICKUP, SHIPPED, IN_TRANSIT, ARRIVED, OUT_FOR_DELIVERY -> true;
            case ALLOCATED, ACCEPTED, PICKED_UP, DELIVERED, REJECTED, CANCELLED, RETURNED_TO_STOCK -> false;
        };
    }

    /** The goods have left the node, or never will. */
    public boolean hasLeftNode() {
        return switch (this) {
            case ALLOCATED, ACCEPTED, PICKED, PACKED, READY_FOR_PICKUP -> false;
            case SHIPPED,
                    IN_TRANSIT,
                    ARRIVED,
                    OUT_FOR_DELIVERY,
                    PICKED_UP,
                    DELIVERED,
                    REJECTED,
                    CANCELLED,
                    RETURNED_TO_STOCK -> true;
        };
    }
}
