package org.baton.domain.inventory;

import java.util.List;

/**
 * Somebody else took units between an order's look at the stock and its reservation. The order is planned anew; many of
 * these say that a few hot SKUs are fought for.
 *
 * @param at where too few were left
 */
public record StockConflict(List<StockKey> at) {}
