package org.baton.domain.inventory;

import java.util.function.IntFunction;

/** How much of its stock a node keeps for itself; answered by the rule table {@code stock-thresholds}. */
public interface StockRules {

    /**
     * What the answer may depend on.
     *
     * @param category of the product, {@code none} without one
     * @param unitsPerWeek sold there on average over the last four weeks
     * @param month 1 to 12, which stands for the season
     */
    record Facts(String category, NodeType nodeType, int unitsPerWeek, int month) {}

    /**
     * What a node does not offer.
     *
     * @param safetyStock units never offered
     * @param threshold units kept on top of these for the customers in the store
     * @param lowStock what can be promised is low when it falls to this
     */
    record Kept(int safetyStock, int threshold, int lowStock) {}

    Kept keptBack(Facts facts);

    /** The answers for one category, kind of node and month by units sold a week: for many rows in one thread. */
    default IntFunction<Kept> keptBack(String category, NodeType type, int month) {
        return units -> keptBack(new Facts(category, type, units, month));
    }
}
