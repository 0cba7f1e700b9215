package org.baton.app.api.inventory;

import java.util.ArrayList;
import java.util.List;
import org.baton.domain.common.FieldError;
import org.baton.domain.inventory.StockFeed;

/** Takes a snapshot in batches, so that a large one neither fills the memory nor holds locks for long. */
final class Snapshot {

    private static final int BATCH = 500;
    private static final int MOST_LISTED = 10_000;

    private record Row(long number, StockFeed.Count count) {}

    private final StockFeed feed;
    private final String id;
    private final String actor;
    private final List<Row> batch = new ArrayList<>(BATCH);
    private final List<SnapshotReport.Row> refusedRows = new ArrayList<>();
    private int batches;
    private long rows;
    private long changed;
    private long unchanged;
    private long refused;

    Snapshot(StockFeed feed, String id, String actor) {
        this.feed = feed;
        this.id = id;
        this.actor = actor;
    }

    void row(long number, StockFeed.Count count) {
        batch.add(new Row(number, count));
        rows++;
        if (batch.size() == BATCH) {
            flush();
        }
    }

    void refuse(long number, List<FieldError> errors) {
        rows++;
        note(number, errors);
    }

    private void note(long number, List<FieldError> errors) {
        refused++;
        if (refusedRows.size() < MOST_LISTED) {
            refusedRows.add(new SnapshotReport.Row(number, errors));
        }
    }

    private void flush() {
        var counts = batch.stream().map(Row::count).toList();
        var results = feed.count(counts, id + "/" + batches, actor);
        for (int i = 0; i < results.size(); i++) {
            var result = results.get(i);
            if (!result.errors().isEmpty()) {
                note(batch.get(i).number(), result.errors());
            } else if (result.changed()) {
                changed++;
            } else {
                unchanged++;
            }
        }
        batches++;
        batch.clear();
    }

    SnapshotReport finish(boolean complete) {
        flush();
        var listed = refusedRows.stream()
                .sorted(java.util.Comparator.comparingLong(SnapshotReport.Row::row))
                .toList();
        return new SnapshotReport(id, rows, changed + unchanged, changed, unchanged, refused, complete, listed);
    }
}
