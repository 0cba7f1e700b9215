package org.baton.domain.support;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.Sku;
import org.baton.domain.order.Catalogue;

/** A catalogue in memory, for tests without a database. */
public record FakeCatalogue(Set<String> skus, Set<String> stores, Set<String> postalCodes) implements Catalogue {

    public static FakeCatalogue ofOneStore() {
        return new FakeCatalogue(Set.of("SKU-1", "SKU-2"), Set.of("store-1"), Set.of("60606"));
    }

    @Override
    public Set<Sku> unknown(Collection<Sku> asked) {
        return asked.stream().filter(sku -> !skus.contains(sku.value())).collect(Collectors.toSet());
    }

    @Override
    public boolean isCollectionPoint(NodeId node) {
        return stores.contains(node.value());
    }

    @Override
    public boolean knowsPostalCode(String postalCode) {
        return postalCodes.contains(postalCode);
    }
}
