package org.baton.app.customer;

import java.util.List;
import org.baton.domain.fulfilment.Fulfilment;
import org.baton.domain.fulfilment.FulfilmentStatus;
import org.baton.domain.inventory.Node;
import org.jspecify.annotations.Nullable;

/**
 * A part of an order as its customer sees it.
 *
 * @param words the key of what is said of its status
 * @param step how far it is: 0 prepared, 1 packed or on its way, 2 ready or before the door, 3 with the customer; -1 if
 *     it never will be
 * @param store where it is collected; null for what is brought
 * @param until when the store puts it back; null unless it waits there
 * @param code what the customer shows; null unless it waits
 * @param here where the customer says that they are there; null unless the store brings it to the car
 * @param live where the driver is
 */
public record OrderPart(
        String words,
        int step,
        @Nullable Node store,
        @Nullable String until,
        @Nullable String code,
        @Nullable QrPicture qr,
        @Nullable String here,
        @Nullable String carrier,
        @Nullable String tracking,
        @Nullable String live,
        List<Item> items) {

    /** Some units of one product. */
    public record Item(String name, int quantity) {}

    /** Whether it is a part at all that the customer should hear of: what was given back comes with another one. */
    static boolean isTold(Fulfilment f) {
        return f.status() != FulfilmentStatus.REJECTED && f.status() != FulfilmentStatus.CANCELLED && f.units() > 0;
    }

    static String words(Fulfilment f) {
        return switch (f.status()) {
            case ALLOCATED, ACCEPTED -> "part.preparing";
            case PICKED, PACKED -> "part.packed";
            case READY_FOR_PICKUP -> "part.ready";
            case SHIPPED -> "part.shipped";
            case IN_TRANSIT -> f.destination() == null ? "part.shipped" : "part.to-store";
            case ARRIVED -> "part.at-store";
            case OUT_FOR_DELIVERY -> "part.out";
            case PICKED_UP -> "part.collected";
            case DELIVERED -> "part.delivered";
            case REJECTED, CANCELLED -> "part.cancelled";
            case RETURNED_TO_STOCK -> "part.returned";
        };
    }

    static int step(FulfilmentStatus status) {
        return switch (status) {
            case ALLOCATED, ACCEPTED -> 0;
            case PICKED, PACKED, SHIPPED, IN_TRANSIT -> 1;
            case ARRIVED, READY_FOR_PICKUP, OUT_FOR_DELIVERY -> 2;
            case PICKED_UP, DELIVERED -> 3;
            case REJECTED, CANCELLED, RETURNED_TO_STOCK -> -1;
        };
    }
}
