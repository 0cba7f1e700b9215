package org.baton.app.api.inventory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.FieldError;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.SnapshotFile;
import org.baton.domain.inventory.StockFeed;
import org.jspecify.annotations.Nullable;

/** Checks what each row of a snapshot says by itself; whether nodes and SKUs exist is asked of the database at once. */
final class SnapshotCheck {

    private static final int MOST_UNITS = 100_000_000;
    private static final int MOST_PLACE = 40;
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(5);

    private final Refusals refusals;
    private final Instant latest;

    SnapshotCheck(Refusals refusals, Clock clock) {
        this.refusals = refusals;
        this.latest = clock.instant().plus(CLOCKS_DIFFER_BY);
    }

    /** Hands a row on if nothing is wrong with it. */
    void pass(long number, StockFeed.Count row, SnapshotFile.Rows rows) {
        var node = row.node();
        var sku = row.sku();
        var onHand = row.onHand();
        var fits = fits(number, "node", node, NodeId.MAX_LENGTH, true)
                & fits(number, "sku", sku, Sku.MAX_LENGTH, true)
                & units(number, "onHand", onHand, true)
                & units(number, "safetyStock", row.safetyStock(), false)
                & units(number, "threshold", row.threshold(), false)
                & fits(number, "aisle", row.aisle(), MOST_PLACE, false)
                & fits(number, "bin", row.bin(), MOST_PLACE, false);
        var asOf = row.asOf();
        if (asOf != null && asOf.isAfter(latest)) {
            refusals.add(number, new FieldError("asOf", "in-the-future", "This time has not come yet."));
        } else if (fits && node != null && sku != null && onHand != null) {
            rows.row(number, node, sku, onHand, asOf, row.safetyStock(), row.threshold(), row.aisle(), row.bin());
        }
    }

    private boolean fits(long number, String field, @Nullable String text, int most, boolean required) {
        if (text == null || required && text.isBlank()) {
            if (required) {
                refusals.add(number, new FieldError(field, "required", "This field is required."));
            }
            return !required;
        }
        if (text.length() > most) {
            refusals.add(number, new FieldError(field, "too-long", "At most " + most + " characters."));
            return false;
        }
        if (!isPlain(text) && !FieldChecks.isStorable(text)) {
            refusals.add(
                    number,
                    new FieldError(field, "malformed", "Must not contain control characters or broken Unicode."));
            return false;
        }
        return true;
    }

    /** Nearly every id is plain ASCII: a million of them are looked at. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private boolean units(long number, String field, @Nullable Integer units, boolean required) {
        if (units == null ? required : units < 0 || units > MOST_UNITS) {
            var missing = units == null;
            refusals.add(
                    number,
                    missing
                            ? new FieldError(field, "required", "This field is required.")
                            : new FieldError(field, "out-of-range", "Must be between 0 and " + MOST_UNITS + "."));
            return false;
        }
        return true;
    }
}
