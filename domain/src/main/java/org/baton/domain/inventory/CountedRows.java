package org.baton.domain.inventory;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.baton.domain.common.FieldError;
import org.baton.domain.common.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a snapshot in memory, found by their stock: some forty bytes each, and their names once. Rows have numbers
 * from 0 in the order of the file.
 */
final class CountedRows {

    private static final int FIRST_SIZE = 1 << 10;
    private static final int MOST_WRONG = 1_000;
    /** Two numbers share a long. */
    private static final int HALF = 32;
    /** The numbers of SKU and node; the line and the units; the time in microseconds. */
    private static final int KEY = 0;

    private static final int LINE_AND_UNITS = 1;
    private static final int TIME = 2;
    private static final int WIDTH = 3;
    private static final int LINE_BITS = 3;
    private static final int LINE_MASK = 7;
    private static final long ODD = 0x9E3779B97F4A7C15L;

    /** What a row says besides units; null is left as it is. */
    record Details(
            @Nullable Integer safetyStock,
            @Nullable Integer threshold,
            @Nullable String aisle,
            @Nullable String bin) {

        static final Details NONE = new Details(null, null, null, null);
    }

    /** What a snapshot says of a node. */
    static final class Said {

        private long rows;
        private long units;
        private long at;
        private boolean atOnce = true;

        /** When all rows of the node were counted, if they were at one moment. */
        Optional<Instant> asOf() {
            return atOnce ? Optional.of(instant(at)) : Optional.empty();
        }

        long rows() {
            return rows;
        }

        long units() {
            return units;
        }
    }

    private final Names nodes = new Names();
    private final Names skus = new Names();
    private final List<Said> byNode = new ArrayList<>();
    private final Map<String, String> places = new HashMap<>();
    private final List<FieldError> repeated = new ArrayList<>();
    /** An open hash table of row numbers, plus one; 0 stands for an empty place. */
    private int[] table = new int[2 * FIRST_SIZE];

    /** What is asked of a row lies side by side: the stock comes in an order of its own, and each place is far away. */
    private long[] cells = new long[WIDTH * FIRST_SIZE];

    /** Only of a file that says more than units. */
    private @Nullable Details[] details = {};

    private int total;
    private int firstWithTime = -1;

    private CountedRows() {}

    /**
     * Reads a file to its end.
     *
     * @param asOf when rows were counted that do not say it
     * @throws InvalidInputException with the rows of stock that an earlier row named
     */
    static CountedRows of(SnapshotFile file, Instant asOf) {
        var rows = new CountedRows();
        var time = micros(asOf);
        file.read((line, node, sku, onHand, at, safety, threshold, aisle, bin) -> {
            int row = rows.add(Math.toIntExact(line), node, sku, onHand, at == null ? time : micros(at));
            if (at != null && rows.firstWithTime < 0) {
                rows.firstWithTime = row;
            }
            if (safety != null || threshold != null || aisle != null || bin != null) {
                rows.tell(row, new Details(safety, threshold, rows.place(aisle), rows.place(bin)));
            }
        });
        if (!rows.repeated.isEmpty()) {
            throw new InvalidInputException(rows.repeated);
        }
        return rows;
    }

    private int add(int line, String node, String sku, int units, long at) {
        if (WIDTH * total == cells.length) {
            grow();
        }
        int nodeNumber = nodes.add(node);
        long key = key(nodeNumber, skus.add(sku));
        int place = place(key);
        if (table[place] != 0) {
            repeat(line, line(table[place] - 1));
            return table[place] - 1;
        }
        int from = WIDTH * total;
        cells[from + KEY] = key;
        cells[from + LINE_AND_UNITS] = (long) line << HALF | units;
        cells[from + TIME] = at;
        table[place] = ++total;
        if (nodeNumber == byNode.size()) {
            byNode.add(new Said());
        }
        count(byNode.get(nodeNumber), units, at);
        return total - 1;
    }

    private static void count(Said said, int units, long at) {
        said.atOnce &= said.rows == 0 || said.at == at;
        said.at = at;
        said.rows++;
        said.units += units;
    }

    private void repeat(int line, int first) {
        if (repeated.size() < MOST_WRONG) {
            repeated.add(new FieldError(
                    "rows[" + line + "]", "duplicate", "Row " + first + " is of the same node and SKU."));
        }
    }

    private void tell(int row, Details told) {
        if (details.length <= row) {
            details = Arrays.copyOf(details, cells.length / WIDTH);
        }
        details[row] = told;
    }

    /** Aisles and bins have the same few names everywhere. */
    private @Nullable String place(@Nullable String name) {
        return name == null ? null : places.computeIfAbsent(name, n -> n);
    }

    private static long key(int node, int sku) {
        return (long) sku << HALF | node;
    }

    /** Where a key is in the table, or would be. Eight nodes after each other share a line of the processor's cache. */
    private int place(long key) {
        int mask = table.length - 1;
        long line = (key >>> LINE_BITS) * ODD >>> HALF;
        int place = (int) (line << LINE_BITS | (key ^ key >>> HALF) & LINE_MASK) & mask;
        while (table[place] != 0 && key(table[place] - 1) != key) {
            place = place + 1 & mask;
        }
        return place;
    }

    private void grow() {
        cells = Arrays.copyOf(cells, 2 * cells.length);
        table = new int[2 * table.length];
        for (int row = 0; row < total; row++) {
            table[place(key(row))] = row + 1;
        }
    }

    private long key(int row) {
        return cells[WIDTH * row + KEY];
    }

    /**
     * Gives all rows of each node the time that the snapshot's sequence stands for there.
     *
     * @throws InvalidInputException if a row has a time besides
     */
    void countedAt(Map<String, Instant> byName) {
        if (firstWithTime >= 0) {
            throw new InvalidInputException(
                    "rows[" + line(firstWithTime) + "].asOf",
                    "mixed",
                    "The snapshot has a sequence: its rows have no time.");
        }
        for (int node = 0; node < byNode.size(); node++) {
            byNode.get(node).at = micros(Objects.requireNonNull(byName.get(nodes.get(node))));
            byNode.get(node).atOnce = true;
        }
        for (int row = 0; row < total; row++) {
            cells[WIDTH * row + TIME] = byNode.get(node(row)).at;
        }
    }

    int total() {
        return total;
    }

    Names nodes() {
        return nodes;
    }

    Names skus() {
        return skus;
    }

    /** What was said of a node. */
    Said of(int node) {
        return byNode.get(node);
    }

    /** The row of a node and a SKU; -1 if none is. */
    int find(int node, int sku) {
        return node < 0 || sku < 0 ? -1 : table[place(key(node, sku))] - 1;
    }

    int node(int row) {
        return (int) key(row);
    }

    int sku(int row) {
        return (int) (key(row) >>> HALF);
    }

    /** Where the file has a row. */
    int line(int row) {
        return (int) (cells[WIDTH * row + LINE_AND_UNITS] >>> HALF);
    }

    int onHand(int row) {
        return (int) cells[WIDTH * row + LINE_AND_UNITS];
    }

    /** When a row was counted. */
    Instant at(int row) {
        return instant(micros(row));
    }

    /** When a row was counted, in microseconds. */
    long micros(int row) {
        return cells[WIDTH * row + TIME];
    }

    boolean hasDetails() {
        return details.length > 0;
    }

    Details details(int row) {
        return row < details.length && details[row] != null ? details[row] : Details.NONE;
    }

    /** Microseconds since 1970, which is what the database keeps of a time. */
    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
