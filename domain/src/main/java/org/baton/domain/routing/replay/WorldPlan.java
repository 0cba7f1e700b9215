package org.baton.domain.routing.replay;

import java.util.List;
import org.baton.domain.routing.Cost;

/**
 * What became of one order in one of the worlds.
 *
 * @param units that found a node, of {@code wanted}
 * @param costUnits see {@link Cost}
 * @param miles to the farthest node
 * @param promiseHours of the slowest part; 0 where nothing was sourced
 */
record WorldPlan(
        List<String> nodes,
        int wanted,
        int units,
        int storeUnits,
        long costUnits,
        double miles,
        int promiseHours,
        int emptied) {

    static WorldPlan nothing(int wanted) {
        return new WorldPlan(List.of(), wanted, 0, 0, 0, 0, 0, 0);
    }

    boolean isWhole() {
        return units == wanted;
    }

    /** Whether an analyst would see a difference. */
    boolean differsFrom(WorldPlan other) {
        return units != other.units
                || costUnits != other.costUnits
                || promiseHours != other.promiseHours
                || !nodes.equals(other.nodes);
    }

    /** As it is told. */
    record View(
            List<String> nodes,
            int splits,
            int units,
            int wanted,
            String cost,
            double distanceMiles,
            int promiseHours,
            boolean promiseKept) {}

    View view(boolean kept) {
        return new View(
                nodes,
                Math.max(0, nodes.size() - 1),
                units,
                wanted,
                Cost.text(costUnits),
                Math.round(miles * 10) / 10.0,
                promiseHours,
                kept);
    }
}
