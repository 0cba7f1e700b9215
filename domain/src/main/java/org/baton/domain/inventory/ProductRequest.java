package org.baton.domain.inventory;

import org.jspecify.annotations.Nullable;

/** A product as a caller describes it, not yet checked. */
public record ProductRequest(
        @Nullable String sku,
        @Nullable String name,
        @Nullable String gtin,
        @Nullable Integer weightGrams,
        @Nullable String category,
        @Nullable String handling) {}
