package org.baton.domain.inventory;

import org.baton.domain.common.Sku;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Column;
import org.springframework.data.relational.core.mapping.Table;

/**
 * Something that is sold.
 *
 * @param gtin GTIN, UPC or EAN as printed, 8 to 14 digits
 * @param weightGrams of one unit, packed
 * @param handling ordinary, fragile, cold, oversized or hazardous
 */
@Table("product")
public record Product(
        @Id @Column("sku") String skuText,
        String name,
        @Nullable String gtin,
        @Nullable Integer weightGrams,
        @Nullable String category,
        String handling) {

    public Sku sku() {
        return new Sku(skuText);
    }
}
