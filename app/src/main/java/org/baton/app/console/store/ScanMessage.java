package org.baton.app.console.store;

import java.util.Objects;
import java.util.Optional;
import org.baton.domain.fulfilment.Scans.Scan;
import org.baton.domain.inventory.Product;
import org.jspecify.annotations.Nullable;

/**
 * What a scan is answered with, short enough to be read in passing.
 *
 * @param tone good or bad
 */
record ScanMessage(String tone, String text) {

    /** @param product what it is, as people call it */
    static ScanMessage of(Scan scan, Optional<Product> product) {
        var name = product.map(Product::name).orElse(scan.sku());
        if (scan.accepted()) {
            return new ScanMessage("good", "%s: %d of %d".formatted(name, scan.scanned(), scan.ordered()));
        }
        return new ScanMessage("bad", refusal(scan, name));
    }

    private static String refusal(Scan scan, @Nullable String name) {
        return switch (Objects.toString(scan.reason())) {
            case "bad-check-digit" -> "The bar code was misread. Scan it again.";
            case "unknown-code" -> "Nobody knows this code. Type the SKU instead.";
            case "wrong-item" -> "Wrong item. It is not in this order: put it back.";
            case "too-many" -> "Enough of %s: %d of %d are there.".formatted(name, scan.scanned(), scan.ordered());
            default -> "Refused: " + scan.reason();
        };
    }
}
