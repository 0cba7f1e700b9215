package org.baton.app.console.store;

import java.util.Objects;
import org.baton.domain.fulfilment.Scans.Scan;

/**
 * What a scan is answered with, short enough to be read in passing.
 *
 * @param tone good or bad
 */
record ScanMessage(String tone, String text) {

    static ScanMessage of(Scan scan) {
        if (scan.accepted()) {
            return new ScanMessage("good", "%s: %d of %d".formatted(scan.sku(), scan.scanned(), scan.ordered()));
        }
        return new ScanMessage("bad", refusal(scan));
    }

    private static String refusal(Scan scan) {
        return switch (Objects.toString(scan.reason())) {
            case "bad-check-digit" -> "The bar code was misread. Scan it again.";
            case "unknown-code" -> "Nobody knows this code. Type the SKU instead.";
            case "wrong-item" -> "Wrong item. It is not in this order: put it back.";
            case "too-many" ->
                "Enough of %s: %d of %d are there.".formatted(scan.sku(), scan.scanned(), scan.ordered());
            default -> "Refused: " + scan.reason();
        };
    }
}
