package org.baton.domain.inventory;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.baton.domain.common.InvalidInputException;

/** A snapshot that its source numbered, with the time that the number stands for at each node. */
final class NumberedSnapshot implements SnapshotFile {

    private final SnapshotFile file;
    private final Map<String, Instant> times;

    private NumberedSnapshot(SnapshotFile file, Map<String, Instant> times) {
        this.file = file;
        this.times = times;
    }

    /**
     * Reads a file once for the nodes that it names.
     *
     * @throws InvalidInputException for a row that has a time besides
     */
    static SnapshotFile of(SnapshotFile file, String source, long sequence, StockSequences sequences) {
        var nodes = new TreeSet<String>();
        file.read((number, node, sku, onHand, asOf, safety, threshold, aisle, bin) -> {
            if (asOf != null) {
                throw new InvalidInputException(
                        "rows[" + number + "].asOf", "mixed", "The snapshot has a sequence: its rows have no time.");
            }
            nodes.add(node);
        });
        return new NumberedSnapshot(file, sequences.times(source, nodes, sequence));
    }

    @Override
    public void read(Rows rows) {
        file.read((number, node, sku, onHand, asOf, safety, threshold, aisle, bin) ->
                rows.row(number, node, sku, onHand, time(node), safety, threshold, aisle, bin));
    }

    private Instant time(String node) {
        return Objects.requireNonNull(times.get(node));
    }
}
