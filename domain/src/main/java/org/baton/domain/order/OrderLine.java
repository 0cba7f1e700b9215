package org.baton.domain.order;

import org.baton.domain.common.Sku;

/**
 * One line and where its units are: allocated to fulfilments, fulfilled, cancelled, or still to be sourced.
 *
 * @param unitPriceMinor price of one unit in minor units of the order's currency
 * @param discountMinor discount on the whole line
 * @param taxMinor tax on the whole line
 */
public record OrderLine(
        String skuText,
        int quantity,
        int allocated,
        int fulfilled,
        int cancelled,
        boolean backordered,
        boolean escalated,
        long unitPriceMinor,
        long discountMinor,
        long taxMinor) {

    public Sku sku() {
        return new Sku(skuText);
    }

    /** Units that no fulfilment has yet. */
    public int toSource() {
        return quantity - allocated - fulfilled - cancelled;
    }

    /** Units that are neither with the customer nor cancelled. */
    public int unsettled() {
        return quantity - fulfilled - cancelled;
    }

    public LineStatus status() {
        if (cancelled == quantity) {
            return LineStatus.CANCELLED;
        }
        if (unsettled() == 0) {
            return LineStatus.FULFILLED;
        }
        if (allocated > 0) {
            return LineStatus.IN_FULFILMENT;
        }
        if (escalated) {
            return LineStatus.ESCALATED;
        }
        return backordered ? LineStatus.BACKORDERED : LineStatus.CREATED;
    }

    long totalMinor() {
        return unitPriceMinor * quantity - discountMinor + taxMinor;
    }

    /**
     * What some units of the line cost. Discount and tax are spread so that the parts of a line add up to the whole:
     * each part takes the difference between the running totals before and after it.
     *
     * @param before units of the line charged earlier
     * @param units units to charge now
     */
    public long partMinor(int before, int units) {
        return running(before + units) - running(before);
    }

    private long running(int units) {
        return unitPriceMinor * units + (taxMinor - discountMinor) * units / quantity;
    }
}
