package org.baton.app.wiring;

import java.util.Collection;
import java.util.Set;
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

    private final Products products;
    private final Nodes nodes;
    private final PostalCodes postalCodes;

    InventoryCatalogue(Products products, Nodes nodes, PostalCodes postalCodes) {
        this.products = products;
        this.nodes = nodes;
        this.postalCodes = postalCodes;
    }

    @Override
    public Set<Sku> unknown(Collection<Sku> skus) {
        return products.unknown(skus);
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
