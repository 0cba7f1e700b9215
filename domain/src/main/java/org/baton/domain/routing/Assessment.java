package org.baton.domain.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the rules say of one candidate: what it could give, what that costs, and its score under the strategy. */
final class Assessment {

    private static final long MILLI = 1_000;

    final Offer offer;
    /** Units it may give, by SKU. */
    final int[] usable;

    /** Whether the rules were asked; until then {@link #usable} is what it could give if nothing stood against it. */
    boolean judged;

    boolean openNow;
    boolean openAtCutOff;
    double backlogPercent;
    double stockAccuracyPercent;
    /** Why it may give nothing of a SKU that it holds; the first reason found. */
    @Nullable
    String refusal;

    /** What must be different for it to give that SKU after all. */
    @Nullable
    String wish;

    final List<String> rules = new ArrayList<>();
    NodeRules.Carriage carriage = NodeRules.Carriage.NOTHING;
    NodeRules.Preference preference = NodeRules.Preference.NEUTRAL;
    long packing;
    final long[] labour;
    final long[] handling;
    final long[] freight;
    long base;
    int typeRank;

    Assessment(Offer offer, int skus) {
        this.offer = offer;
        this.usable = new int[skus];
        this.labour = new long[skus];
        this.handling = new long[skus];
        this.freight = new long[skus];
    }

    /** Whether it could give everything. */
    boolean covers(int[] wanted) {
        return Arrays.equals(usable, wanted);
    }

    boolean canGiveAnything() {
        for (int units : usable) {
            if (units > 0) {
                return true;
            }
        }
        return false;
    }

    void refuse(String reason, String needed) {
        if (refusal == null) {
            refusal = reason;
            wish = needed;
        }
    }

    /** Cost of using the node at all, whatever it gives. */
    long fixedCost() {
        return base + packing - preference.worth();
    }

    long unitCost(int sku) {
        return labour[sku] + handling[sku] + freight[sku];
    }

    /** Score of using the node at all, see {@link PlanSearch}. */
    long use(StrategyRules.Strategy strategy, int[] wanted) {
        var milliMiles = Math.round(offer.miles() * MILLI);
        return switch (strategy.objective()) {
            case "cost" -> fixedCost() + (typeRank > 0 ? Cost.ofMinor(strategy.extraCostLimit()) : 0);
            case "speed" -> carriage.promiseHours() * 1_000_000_000_000L + typeRank * 10_000_000_000L + milliMiles;
            case "balance" -> -left(wanted) * 1_000_000_000L + milliMiles;
            default -> typeRank * 1_000_000_000_000L + milliMiles;
        };
    }

    long each(StrategyRules.Strategy strategy, int sku) {
        return strategy.objective().equals("cost") ? unitCost(sku) : 0;
    }

    /** Units left of the SKU that runs out first. */
    private long left(int[] wanted) {
        long least = 1_000_000;
        for (int s = 0; s < wanted.length; s++) {
            least = usable[s] > 0 ? Math.min(least, (long) offer.units()[s] - wanted[s]) : least;
        }
        return least;
    }

    /** What a parcel with these units costs, less what moving the stock is worth. */
    long costOf(int[] given) {
        long cost = fixedCost();
        for (int s = 0; s < given.length; s++) {
            cost += given[s] * unitCost(s);
        }
        return cost;
    }
}
