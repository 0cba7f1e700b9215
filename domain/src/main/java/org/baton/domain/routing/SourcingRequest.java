package org.baton.domain.routing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.baton.domain.common.Money;
import org.baton.domain.common.Sku;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sourced, and all that a decision looks at besides the nodes.
 *
 * @param goods by SKU; a SKU that is missing is of the usual kind
 * @param at the moment of the decision, by which nodes are open or closed
 */
public record SourcingRequest(
        String deliveryOption,
        String channel,
        @Nullable String customerTier,
        Money orderValue,
        @Nullable String region,
        List<Demand> demand,
        Map<Sku, Goods> goods,
        Instant at) {

    /** What table rows call an order that is collected at one node and may be given by any other. */
    private static final String SHIP_TO_STORE = "ship-to-store";

    /** The same demand, when the customer collects it at a store that others send it to. */
    public SourcingRequest sentToStore() {
        return new SourcingRequest(SHIP_TO_STORE, channel, customerTier, orderValue, region, demand, goods, at);
    }

    Goods goods(Sku sku) {
        return goods.getOrDefault(sku, Goods.USUAL);
    }

    StrategyRules.Facts facts(int hourOfDay, @Nullable String previousStrategy) {
        var category = demand.isEmpty() ? null : goods(demand.getFirst().sku()).category();
        return new StrategyRules.Facts(
                deliveryOption, channel, customerTier, orderValue, region, category, hourOfDay, previousStrategy);
    }
}
