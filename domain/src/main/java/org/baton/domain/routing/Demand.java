package org.baton.domain.routing;

import org.baton.domain.common.Sku;

/** Units of an order line that need a node. */
public record Demand(int lineNumber, Sku sku, int quantity) {}
