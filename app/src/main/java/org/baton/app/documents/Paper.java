package org.baton.app.documents;

import java.util.List;
import org.baton.domain.fulfilment.Fulfilment;
import org.baton.domain.fulfilment.WalkOrder;
import org.baton.domain.inventory.Node;
import org.baton.domain.order.Order;
import org.jspecify.annotations.Nullable;

/** What the papers of one fulfilment tell of. Its recipient is personal data. */
record Paper(Node node, Order order, Fulfilment fulfilment, List<Item> items) {

    /** One line of it, and where it lies. */
    record Item(
            String sku,
            @Nullable String name,
            @Nullable String gtin,
            int quantity,
            @Nullable String aisle,
            @Nullable String bin) {

        String title() {
            return name == null ? sku : name;
        }

        String codes() {
            return gtin == null ? sku : sku + "   " + gtin;
        }

        String where(@Nullable String place) {
            return place == null ? "–" : place;
        }

        String walk() {
            return WalkOrder.of(aisle, bin) + ' ' + sku;
        }
    }
}
