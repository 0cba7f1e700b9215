package org.baton.app.api.inventory;

import java.util.List;
import org.baton.domain.common.FieldError;

/**
 * What became of a snapshot.
 *
 * @param changed rows that corrected the stock
 * @param unchanged rows that said what was known
 * @param refused rows that were not taken; the first of them are listed
 * @param complete false if reading stopped before the end, at the last row listed
 */
record SnapshotReport(
        String id,
        long rows,
        long accepted,
        long changed,
        long unchanged,
        long refused,
        boolean complete,
        List<Row> refusedRows) {

    /** A row that was not taken, by its line in the body. */
    record Row(long row, List<FieldError> errors) {}
}
