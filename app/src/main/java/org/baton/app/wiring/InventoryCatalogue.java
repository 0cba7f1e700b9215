package org.baton.app.wiring;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.NodeType;
import org.baton.domain.inventory.Nodes;
import org.baton.domain.inventory.PostalCodes;
import org.baton.domain.inventory.Products;
import org.baton.domain.order.Catalogue;
import org.springframework.stereotype.Component;

/** Lets intake ask inventory, without the two capabilities knowing each other. */
@Component
class InventoryCatalogue implements Catalogue {

    private static final int MOST_SEEN = 50_000;

    private final Products products;
    private final Nodes nodes;
    private final PostalCodes postalCodes;
    private final Set<Sku> seen = ConcurrentHashMap.newKeySet();

    InventoryCatalogue(Products products, Nodes nodes, PostalCodes postalCodes) {
        this.products = products;
        this.nodes = nodes;
        this.postalCodes = postalCodes;
    }

    /** Orders want the same goods again and again, and no product is ever removed: what was seen is not asked for again. */
    @Override
    public Set<Sku> unknown(Collection<Sku> skus) {
        var asked = skus.stream().filter(sku -> !seen.contains(sku)).toList();
        if (asked.isEmpty()) {
            return Set.of();
        }
        var unknown = products.unknown(asked);
        if (seen.size() >= MOST_SEEN) {
            seen.clear();
        }
        asked.stream().filter(sku -> !unknown.contains(sku)).forEach(seen::add);
        return unknown;
    }

    @Override
    public boolean isCollectionPoint(NodeId node) {
        return nodes.find(node)
                .filter(found -> found.active() && found.type() == NodeType.STORE)
                .isPresent();
    }

    @Override
    public boolean knowsPostalCode(String postalCode) {
        return postalCodes.locate(postalCode).isPresent();
    }
}
