package org.baton.domain.notification;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.Products;
import org.springframework.stereotype.Component;

/**
 * What goods are called. The messages of one order, and those of one hour, name the same goods again and again, so a
 * name is remembered for a minute.
 */
@Component
class ProductNames {

    private static final Duration KNOWN_FOR = Duration.ofMinutes(1);
    private static final int MOST = 20_000;

    private record Name(String text, long readAt) {

        boolean isFresh() {
            return System.nanoTime() - readAt <= KNOWN_FOR.toNanos();
        }
    }

    private final Products products;
    private final Map<Sku, Name> remembered = new ConcurrentHashMap<>();

    ProductNames(Products products) {
        this.products = products;
    }

    /** The names of those of the SKUs that are products. */
    Map<Sku, String> of(Collection<Sku> skus) {
        var names = new HashMap<Sku, String>();
        for (var sku : skus) {
            var name = remembered.get(sku);
            if (name != null && name.isFresh()) {
                names.put(sku, name.text());
            }
        }
        var others = skus.stream().filter(sku -> !names.containsKey(sku)).toList();
        if (!others.isEmpty()) {
            products.find(others).forEach(product -> names.put(product.sku(), product.name()));
            remember(others, names);
        }
        return names;
    }

    private void remember(Collection<Sku> skus, Map<Sku, String> names) {
        if (remembered.size() >= MOST) {
            remembered.clear();
        }
        var now = System.nanoTime();
        for (var sku : skus) {
            var name = names.get(sku);
            if (name != null) {
                remembered.put(sku, new Name(name, now));
            }
        }
    }
}
