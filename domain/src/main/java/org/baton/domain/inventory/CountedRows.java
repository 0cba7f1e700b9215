package org.baton.domain.inventory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sums up the rows of a snapshot while they pass, and notices rows that may name the same stock twice. */
final class CountedRows {

    private static final int FIRST_SIZE = 1 << 16;
    private static final long ODD = 0x9E3779B97F4A7C15L;

    /** What a snapshot says of a node. */
    static final class Said {

        private long rows;
        private long units;
        private @Nullable Instant asOf;
        private boolean atOnce = true;

        /** When all rows of the node were counted, if they were at one moment. */
        Optional<Instant> asOf() {
            return atOnce ? Optional.ofNullable(asOf) : Optional.empty();
        }

        long rows() {
            return rows;
        }

        long units() {
            return units;
        }
    }

    private final Map<String, Said> byNode = new HashMap<>();
    private final List<Long> suspects = new ArrayList<>();
    /** An open hash set of 64-bit hashes; 0 stands for an empty place. */
    private long[] seen = new long[FIRST_SIZE];

    private long total;

    void count(long number, String node, String sku, int onHand, Instant asOf) {
        total++;
        var said = byNode.computeIfAbsent(node, n -> new Said());
        said.rows++;
        said.units += onHand;
        said.atOnce &= said.asOf == null || said.asOf.equals(asOf);
        said.asOf = asOf;
        if (total * 2 > seen.length) {
            grow();
        }
        if (!add(seen, hash(node, sku))) {
            suspects.add(number);
        }
    }

    private static long hash(String node, String sku) {
        long hash = 1;
        for (int i = 0; i < node.length(); i++) {
            hash = (hash ^ node.charAt(i)) * ODD;
        }
        hash = (hash ^ 0xFFFF) * ODD;
        for (int i = 0; i < sku.length(); i++) {
            hash = (hash ^ sku.charAt(i)) * ODD;
            hash ^= hash >>> 32;
        }
        return hash == 0 ? 1 : hash;
    }

    private static boolean add(long[] set, long hash) {
        int mask = set.length - 1;
        int at = (int) (hash >>> 20) & mask;
        while (set[at] != 0) {
            if (set[at] == hash) {
                return false;
            }
            at = (at + 1) & mask;
        }
        set[at] = hash;
        return true;
    }

    private void grow() {
        var wider = new long[seen.length * 2];
        for (long hash : seen) {
            if (hash != 0) {
                var ignored = add(wider, hash);
            }
        }
        seen = wider;
    }

    long total() {
        return total;
    }

    /** Rows that an earlier row may be a repetition of. */
    List<Long> suspects() {
        return suspects;
    }

    Set<String> nodes() {
        return byNode.keySet();
    }

    /** What was said of a node that was named. */
    Said of(String node) {
        return byNode.getOrDefault(node, new Said());
    }
}
