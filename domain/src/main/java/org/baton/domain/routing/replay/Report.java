package org.baton.domain.routing.replay;

import java.util.List;

/**
 * What a replay showed.
 *
 * @param orders of the period
 * @param differing decisions in which the draft does otherwise than the rules in force
 * @param asDecidedPercent orders that the rules in force send where they went in truth: how far the replay can be trusted
 * @param live sums under the rules in force, draft under the draft
 * @param warnings what an analyst must not miss
 */
public record Report(
        long orders,
        long differing,
        double asDecidedPercent,
        Totals.View live,
        Totals.View draft,
        List<String> warnings) {

    private static final double MUCH_LESS = 0.9;

    static Report of(long orders, long differing, long asDecided, Totals live, Totals draft) {
        return new Report(
                orders,
                differing,
                orders == 0 ? 0 : Math.round(asDecided * 10_000.0 / orders) / 100.0,
                live.view(),
                draft.view(),
                warnings(orders, live, draft));
    }

    private static List<String> warnings(long orders, Totals live, Totals draft) {
        if (orders == 0) {
            return List.of("The period has no orders: this shows nothing.");
        }
        if (draft.units() == 0 && live.units() > 0) {
            return List.of("The draft sources nothing: none of " + orders + " orders found a node.");
        }
        return draft.units() < live.units() * MUCH_LESS
                ? List.of("The draft sources " + (live.units() - draft.units()) + " units less than the " + live.units()
                        + " of the rules in force.")
                : List.of();
    }
}
