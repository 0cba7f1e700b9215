package org.baton.domain.inventory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A snapshot as it lies on disk, read whole by whoever takes it. */
public interface SnapshotFile {

    /** Takes what was read, row by row. */
    interface Rows {

        /** @param asOf when it was counted; null for the time of the whole snapshot */
        void row(
                long number,
                String node,
                String sku,
                int onHand,
                @Nullable Instant asOf,
                @Nullable Integer safetyStock,
                @Nullable Integer threshold,
                @Nullable String aisle,
                @Nullable String bin);
    }

    /** Reads all rows in order; what is wrong is noted by the file itself and not handed on. */
    void read(Rows rows);
}
