package org.baton.domain.routing;

import java.util.Map;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.Node;

/**
 * A node that might fulfil.
 *
 * @param miles from the customer, or 0 for the store the customer chose
 * @param available units per SKU that may be promised there
 */
public record Candidate(Node node, double miles, Map<Sku, Integer> available) {

    int available(Sku sku) {
        return available.getOrDefault(sku, 0);
    }
}
