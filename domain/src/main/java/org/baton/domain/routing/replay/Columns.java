package org.baton.domain.routing.replay;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.baton.domain.common.Sku;

/** Numbers the SKUs of a replay, so that stock is an array by SKU and site. */
final class Columns {

    private final Map<Sku, Integer> numbers = new HashMap<>();

    Columns(Collection<Sku> skus) {
        skus.stream()
                .sorted(java.util.Comparator.comparing(Sku::value))
                .forEach(sku -> numbers.put(sku, numbers.size()));
    }

    int count() {
        return numbers.size();
    }

    /** -1 for a SKU that no order of the period wants. */
    int of(Sku sku) {
        return numbers.getOrDefault(sku, -1);
    }

    int[] of(List<Sku> skus) {
        return skus.stream().mapToInt(this::of).toArray();
    }
}
