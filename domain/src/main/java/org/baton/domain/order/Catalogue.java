package org.baton.domain.order;

import java.util.Collection;
import java.util.Set;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.Sku;

/** What intake must know of products and places to refuse an order that could never be fulfilled. */
public interface Catalogue {

    /** Those of the SKUs that no product has. */
    Set<Sku> unknown(Collection<Sku> skus);

    /** Whether customers can collect there: an active store. */
    boolean isCollectionPoint(NodeId node);

    /** Whether the place of a postal code is known, so that distances can be computed. */
    boolean knowsPostalCode(String postalCode);
}
