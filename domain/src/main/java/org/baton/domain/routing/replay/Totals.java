package org.baton.domain.routing.replay;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.baton.domain.routing.Cost;

/** Sums of one world, by which a change of the rules is judged. */
final class Totals {

    private static final int PERCENT = 100;

    private long orders;
    private long whole;
    private long wanted;
    private long units;
    private long storeUnits;
    private long sourced;
    private long parts;
    private long cost;
    private double miles;
    private long kept;
    private long emptied;

    /** @param first whether the order was asked about for the first time; later only its open units were */
    void add(WorldPlan plan, boolean first, boolean promiseKept) {
        if (first) {
            orders++;
            wanted += plan.wanted();
            kept += promiseKept ? 1 : 0;
            whole += plan.isWhole() ? 1 : 0;
        }
        units += plan.units();
        storeUnits += plan.storeUnits();
        parts += plan.nodes().size();
        cost += plan.costUnits();
        emptied += plan.emptied();
        if (!plan.nodes().isEmpty()) {
            sourced++;
            miles += plan.miles();
        }
    }

    /** Units that a node gave back after it had been chosen. */
    void givenBack(int rejected, boolean store) {
        units -= rejected;
        storeUnits -= store ? rejected : 0;
    }

    long units() {
        return units;
    }

    /**
     * As it is told.
     *
     * @param fillRatePercent units that found a node
     * @param wholeOrdersPercent orders all of whose units found one at once
     * @param splitsPerOrder shipments beyond the first
     * @param promiseKeptPercent orders that arrive when the customer was told: on the day for same-day, by the day that
     *     was asked for, and for others no later than under the rules in force
     * @param storesDrivenToZero times that an order took what a store had left of a SKU to promise
     */
    record View(
            long orders,
            long units,
            double fillRatePercent,
            double wholeOrdersPercent,
            double splitsPerOrder,
            String cost,
            String costPerOrder,
            double milesPerOrder,
            double promiseKeptPercent,
            double storeUnitsPercent,
            double warehouseUnitsPercent,
            long storesDrivenToZero) {}

    View view() {
        var stores = percent(storeUnits, units);
        return new View(
                orders,
                units,
                percent(units, wanted),
                percent(whole, orders),
                ratio(Math.max(0, parts - sourced), sourced),
                Cost.text(cost),
                sourced == 0 ? "0.00" : Cost.text(cost / sourced),
                sourced == 0 ? 0 : Math.round(miles / sourced * 10) / 10.0,
                percent(kept, orders),
                stores,
                units == 0 ? 0 : rounded(PERCENT - stores),
                emptied);
    }

    private static double percent(long part, long all) {
        return all == 0 ? 0 : rounded((double) part * PERCENT / all);
    }

    private static double ratio(long part, long all) {
        return all == 0
                ? 0
                : BigDecimal.valueOf((double) part / all)
                        .setScale(4, RoundingMode.HALF_UP)
                        .doubleValue();
    }

    private static double rounded(double value) {
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP).doubleValue();
    }
}
