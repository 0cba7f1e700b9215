package org.baton.app.api.imports;

import java.util.List;

/** What became of a batch: counts, and every line in order. */
record ImportReport(long created, long changed, long unchanged, long refused, List<LineResult> items) {

    static ImportReport of(List<LineResult> items) {
        return new ImportReport(
                count(items, "created"),
                count(items, "changed"),
                count(items, "unchanged"),
                count(items, LineResult.REFUSED),
                items);
    }

    private static long count(List<LineResult> items, String status) {
        return items.stream().filter(item -> item.status().equals(status)).count();
    }
}
