package org.baton.domain.routing;

import org.jspecify.annotations.Nullable;

/** What the rule tables are told about a node, and what they answer. Amounts are in {@link Cost} units. */
public final class NodeRules {

    private NodeRules() {}

    /**
     * A node with one SKU of the order.
     *
     * @param openAtCutOff whether it is open still when the strategy's time to the cut-off has passed
     * @param unitsAvailable units of the SKU that may be promised there
     * @param unitsAfter what is left of them after this order
     * @param backlogPercent open fulfilments against a day's capacity; 0 where no capacity is written down
     */
    public record Inputs(
            String deliveryOption,
            String strategy,
            String nodeType,
            boolean openNow,
            boolean openAtCutOff,
            double distanceMiles,
            int unitsAvailable,
            int unitsAfter,
            double backlogPercent,
            String handling,
            boolean handlingSupported,
            boolean pickup,
            boolean curbside,
            boolean courier,
            double stockAccuracyPercent) {}

    /**
     * Whether a node may take part.
     *
     * @param reason why not; null when eligible
     * @param rule the row that said so
     */
    public record Verdict(boolean eligible, @Nullable String reason, String rule) {

        static final Verdict ELIGIBLE = new Verdict(true, null, "");
    }

    /** What picking and packing costs. */
    public record WorkCost(
            long labourPerUnit, long packing, long handlingPerUnit, int carrierDiscountPercent, String rule) {

        static final WorkCost NOTHING = new WorkCost(0, 0, 0, 0, "");
    }

    /**
     * Who carries a parcel.
     *
     * @param carrierType own-fleet, courier, 3pl or none
     * @param pricePerGram on top of the base price
     */
    public record Carriage(
            String carrierType,
            String carrier,
            String service,
            long basePrice,
            long pricePerGram,
            int promiseHours,
            String rule) {

        static final Carriage NOTHING = new Carriage("none", "", "", 0, 0, 0, "");
    }

    /** How gladly the business would use the stock: an advantage in money, or not at all. */
    public record Preference(long worth, boolean protect, String rule) {

        static final Preference NEUTRAL = new Preference(0, false, "");
    }
}
