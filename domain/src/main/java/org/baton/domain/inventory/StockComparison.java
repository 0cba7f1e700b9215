package org.baton.domain.inventory;

import java.util.BitSet;
import java.util.stream.Stream;
import org.baton.domain.inventory.CountedRows.Details;

/** What is left to do of a snapshot once it was laid beside the stock, and how far both are apart, per node. */
final class StockComparison {

    private static final int NODE_BITS = 32;

    /** A row of stock as it was read. */
    record Known(int onHand, long movedAt, boolean apart, Details details) {}

    /** How a snapshot and the stock of one node differ. */
    static final class Tally {

        private long counted;
        private long fresh;
        private long apart;
        private long differing;
        private long more;
        private long off;

        /** Rows of stock that the counts of their node cover, those included that the snapshot opens. */
        long counted() {
            return counted + fresh;
        }

        /** Rows that the snapshot names although the counts of their node do not cover them. */
        long apart() {
            return apart;
        }

        /** Rows of which both say something else. */
        long differing() {
            return differing;
        }

        /** Units that the snapshot says more than the stock. */
        long more() {
            return more;
        }

        /** The sum of the differences, each counted as positive. */
        long off() {
            return off;
        }

        private void differ(int by) {
            differing += by == 0 ? 0 : 1;
            more += by;
            off += Math.abs(by);
        }
    }

    private final CountedRows rows;
    private final Tally[] byNode;
    private final BitSet known;
    private final BitSet open;
    private final BitSet tellsMore;

    StockComparison(CountedRows rows) {
        this.rows = rows;
        this.byNode =
                Stream.generate(Tally::new).limit(rows.nodes().all().size()).toArray(Tally[]::new);
        this.known = new BitSet(rows.total());
        this.open = new BitSet(rows.total());
        this.tellsMore = new BitSet(rows.total());
    }

    CountedRows rows() {
        return rows;
    }

    Tally of(int node) {
        return byNode[node];
    }

    /** Takes note of rows of stock that the counts of their node cover. */
    void covers(int node, long stocked) {
        byNode[node].counted += stocked;
    }

    /**
     * Lays a row of stock beside that of the snapshot. Rows that say what is known, of stock that nothing moved since they
     * were counted, are done with.
     */
    void meet(int row, Known stock) {
        known.set(row);
        var tally = byNode[rows.node(row)];
        tally.apart += stock.apart() ? 1 : 0;
        tally.differ(rows.onHand(row) - stock.onHand());
        if (rows.hasDetails() && more(rows.details(row), stock.details())) {
            tellsMore.set(row);
            open.set(row);
        }
        if (rows.onHand(row) != stock.onHand() || stock.movedAt() >= rows.micros(row) || stock.apart()) {
            open.set(row);
        }
    }

    private static boolean more(Details told, Details known) {
        return told.safetyStock() != null && !told.safetyStock().equals(known.safetyStock())
                || told.threshold() != null && !told.threshold().equals(known.threshold())
                || told.aisle() != null && !told.aisle().equals(known.aisle())
                || told.bin() != null && !told.bin().equals(known.bin());
    }

    /** All stock has been read: what was not met is new. */
    void end() {
        for (int row = known.nextClearBit(0); row < rows.total(); row = known.nextClearBit(row + 1)) {
            open.set(row);
            var tally = byNode[rows.node(row)];
            tally.fresh++;
            tally.differ(rows.onHand(row));
        }
    }

    boolean isFresh(int row) {
        return !known.get(row);
    }

    /** Whether a row says something else than the stock of what it says besides units. */
    boolean tellsMore(int row) {
        return tellsMore.get(row);
    }

    /** The rows that are not done with, in the order in which everybody locks stock. */
    int[] open() {
        var nodes = rows.nodes().sorted();
        var skus = rows.skus().sorted();
        var nodePlaces = places(nodes);
        var skuPlaces = places(skus);
        return open.stream()
                .mapToLong(row -> (long) skuPlaces[rows.sku(row)] << NODE_BITS | nodePlaces[rows.node(row)])
                .sorted()
                .mapToInt(place -> rows.find(nodes[(int) place], skus[(int) (place >>> NODE_BITS)]))
                .toArray();
    }

    private static int[] places(int[] sorted) {
        var places = new int[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            places[sorted[i]] = i;
        }
        return places;
    }
}
