package org.baton.domain.routing;

import org.jspecify.annotations.Nullable;

/**
 * What sourcing must know of a product.
 *
 * @param weightGrams of one unit; {@link #USUAL} where nobody wrote it down
 */
public record Goods(
        String handling, int weightGrams, @Nullable String category) {

    /** Of a product about which nothing is written down: 500 g, handled like most. */
    public static final Goods USUAL = new Goods("ordinary", 500, null);
}
