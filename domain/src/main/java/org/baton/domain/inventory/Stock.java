package org.baton.domain.inventory;

import org.baton.domain.common.NodeId;
import org.baton.domain.common.Sku;
import org.jspecify.annotations.Nullable;

/**
 * What one node holds of one SKU, in units.
 *
 * @param onHand physical, with the reserved and the damaged units; below zero when more was sold than was received
 * @param reserved held for order lines and carts
 * @param damaged on hand, but set aside
 * @param safetyStock on hand but never offered
 * @param threshold kept on top of the safety stock
 * @param lowStock what can be promised is low from here down
 */
public record Stock(
        NodeId node,
        Sku sku,
        int onHand,
        int reserved,
        int damaged,
        int safetyStock,
        int threshold,
        int lowStock,
        @Nullable String aisle,
        @Nullable String bin) {

    /** Units that may still be promised; never below zero. */
    public int availableToPromise() {
        return availableToPromise(onHand, reserved, damaged, safetyStock + threshold);
    }

    /** On hand - damaged - reserved - what is kept back (safety stock and threshold), never below zero. */
    static int availableToPromise(int onHand, int reserved, int damaged, int keptBack) {
        return Math.max(0, onHand - damaged - reserved - keptBack);
    }

    /** Units that are held although they are not there. */
    public int oversold() {
        return Math.max(0, reserved - Math.max(0, onHand - damaged));
    }

    Stock plus(int moreOnHand, int moreReserved, int moreDamaged) {
        return new Stock(
                node,
                sku,
                onHand + moreOnHand,
                reserved + moreReserved,
                damaged + moreDamaged,
                safetyStock,
                threshold,
                lowStock,
                aisle,
                bin);
    }
}
