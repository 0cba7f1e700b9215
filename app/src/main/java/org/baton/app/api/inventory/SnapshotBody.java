package org.baton.app.api.inventory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import org.baton.app.api.web.LineReader;
import org.baton.app.api.web.StrictText;
import org.baton.domain.common.FieldError;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.Json;
import org.baton.domain.inventory.SnapshotFile;
import org.baton.domain.inventory.StockFeed;
import org.jspecify.annotations.Nullable;

/** A snapshot as it was sent. Reading it fails as a whole when any row is wrong, with all that is wrong. */
abstract class SnapshotBody implements SnapshotFile {

    private static final List<String> REQUIRED = List.of("node", "sku", "onHand");
    private static final List<String> KNOWN =
            List.of("node", "sku", "onHand", "asOf", "safetyStock", "threshold", "aisle", "bin");

    private final Clock clock;

    private SnapshotBody(Clock clock) {
        this.clock = clock;
    }

    @Override
    public final void read(Rows rows) {
        var refusals = new Refusals();
        read(new SnapshotCheck(refusals, clock), rows, refusals);
        refusals.orThrow();
    }

    abstract void read(SnapshotCheck check, Rows rows, Refusals refusals);

    static SnapshotBody csv(Spool spool, Clock clock) {
        return new SnapshotBody(clock) {
            @Override
            void read(SnapshotCheck check, Rows rows, Refusals refusals) {
                var csv = new FeedCsv(REQUIRED, KNOWN, refusals);
                csv.read(spool, () -> {
                    var columns = Columns.of(csv);
                    return row -> {
                        var units = row.whole(columns.onHand());
                        if (units != null || row.text(columns.onHand()) == null) {
                            check.pass(row.number(), columns.count(row, units), rows);
                        }
                    };
                });
            }
        };
    }

    /** Where the file has what, looked up once for a million rows; -1 for what it does not say. */
    private record Columns(
            int node, int sku, int onHand, int safetyStock, int threshold, int aisle, int bin, int asOf) {

        static Columns of(FeedCsv csv) {
            return new Columns(
                    csv.column("node"),
                    csv.column("sku"),
                    csv.column("onHand"),
                    csv.column("safetyStock"),
                    csv.column("threshold"),
                    csv.column("aisle"),
                    csv.column("bin"),
                    csv.column("asOf"));
        }

        StockFeed.Count count(FeedCsv.Row row, @Nullable Integer units) {
            return new StockFeed.Count(
                    row.text(node),
                    row.text(sku),
                    units,
                    row.whole(safetyStock),
                    row.whole(threshold),
                    row.text(aisle),
                    row.text(bin),
                    row.time(asOf));
        }
    }

    static SnapshotBody lines(Spool spool, Json json, Clock clock) {
        return new SnapshotBody(clock) {
            @Override
            void read(SnapshotCheck check, Rows rows, Refusals refusals) {
                eachLine(spool, refusals, (number, text) -> {
                    var count = json.readInput(text, StockFeed.Count.class);
                    check.pass(number, count, rows);
                });
            }
        };
    }

    /** Takes one line of a feed. */
    interface Line {

        /** @throws InvalidInputException if it is wrong */
        void take(long number, String text);
    }

    /** Reads a feed of one JSON document a line; wrong lines are refused. */
    static void eachLine(Spool spool, Refusals refusals, Line each) {
        try (var in = spool.open()) {
            var reader = new LineReader(in);
            for (var line = reader.next(); line != null && !refusals.isFull(); line = reader.next()) {
                try {
                    var bytes = line.bytes();
                    if (bytes == null) {
                        refusals.add(line.number(), new FieldError("", "too-long", "At most 1 MB a line."));
                        continue;
                    }
                    var text = StrictText.decode(bytes);
                    if (!text.isBlank()) {
                        each.take(line.number(), text);
                    }
                } catch (InvalidInputException e) {
                    refusals.add(line.number(), e.errors());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
