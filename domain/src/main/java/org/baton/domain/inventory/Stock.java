package org.baton.domain.inventory;

import org.baton.domain.common.NodeId;
import org.baton.domain.common.Sku;
import org.jspecify.annotations.Nullable;

/**
 * What one node holds of one SKU, in units.
 *
 * @param onHand physical, with the reserved and the damaged units
 * @param reserved held for order lines
 * @param damaged on hand, but set aside
 * @param safetyStock on hand but never offered
 */
public record Stock(
        NodeId node,
        Sku sku,
        int onHand,
        int reserved,
        int damaged,
        int safetyStock,
        @Nullable String aisle,
        @Nullable String bin) {

    /** Units that may still be promised: on hand - damaged - reserved - safety stock, never below zero. */
    public int availableToPromise() {
        return Math.max(0, onHand - damaged - reserved - safetyStock);
    }
}
