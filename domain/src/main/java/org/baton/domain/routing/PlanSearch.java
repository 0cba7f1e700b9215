package org.baton.domain.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses nodes: first as many units as can be had, then the fewest nodes, then the lowest score, then the nodes that
 * come first. Exact for up to {@link #EXACT_NODES} nodes and {@link #EXACT_SKUS} SKUs; beyond that, one node for
 * everything is still found exactly, and splits are searched among the nodes that give most.
 *
 * <p>A node's score is what it costs to use it at all and what each unit costs there. For a set of nodes the cheapest way
 * to share the units out is found SKU by SKU, so the search is over sets of nodes only.
 */
final class PlanSearch {

    static final int EXACT_NODES = 60;
    static final int EXACT_SKUS = 10;
    /** Sets looked at before the best so far is taken; never reached within the exact bounds in practice. */
    private static final int MOST_STEPS = 3_000_000;

    /** For a large problem: looks at one node's units of one SKU, about a tenth of a second. */
    private static final long MOST_LOOKS_WHEN_LARGE = 50_000_000;

    /** Rated behind everything. */
    private static final long FAR = Long.MAX_VALUE;

    /**
     * A problem.
     *
     * @param wanted units by SKU
     * @param units by node and SKU
     * @param use score of using a node at all
     * @param each score of a unit, by node and SKU
     * @param mostNodes of a solution
     */
    record Problem(int[] wanted, int[][] units, long[] use, long[][] each, int mostNodes) {}

    /**
     * Chosen nodes, ascending, and the units each gives by SKU.
     *
     * @param exact whether nothing better exists
     */
    record Solution(int[] nodes, int[][] given, long score, boolean exact) {

        int units() {
            return Arrays.stream(given).flatMapToInt(Arrays::stream).sum();
        }
    }

    private final Problem problem;
    private final int skus;
    private final int total;
    private int[] pool = {};
    private int steps;
    private int mostSteps = MOST_STEPS;
    private boolean exact = true;

    /** What the units score at least, wherever they come from. */
    private final long lowestUnits;

    private int bestUnits;
    private int[] bestSet = {};
    private long bestScore = Long.MAX_VALUE;

    PlanSearch(Problem problem) {
        this.problem = problem;
        this.skus = problem.wanted().length;
        this.total = Arrays.stream(problem.wanted()).sum();
        this.lowestUnits = lowestUnits();
    }

    private long lowestUnits() {
        long score = 0;
        for (int s = 0; s < skus; s++) {
            long least = Long.MAX_VALUE;
            for (int node = 0; node < problem.units().length; node++) {
                least = problem.units()[node][s] > 0 ? Math.min(least, problem.each()[node][s]) : least;
            }
            score += least == Long.MAX_VALUE ? 0 : least * problem.wanted()[s];
        }
        return score;
    }

    Solution solve() {
        if (total > 0 && problem.mostNodes() > 0) {
            oneNode();
            for (int size = 2; size <= problem.mostNodes() && open(size) && grow(size); size++) {
                search(size);
            }
        }
        return solution();
    }

    /** Whether a set of this size could still be better: more units, or as many from fewer nodes. */
    private boolean open(int size) {
        return bestUnits < total || size <= bestSet.length;
    }

    private void oneNode() {
        for (int node = 0; node < problem.units().length; node++) {
            int units = gain(node, problem.wanted());
            if (units > 0 && units >= bestUnits) {
                int[] set = {node};
                offer(set, units, score(set));
            }
        }
    }

    /** Keeps the better of two sets. */
    private void offer(int[] set, int units, long score) {
        boolean better = units > bestUnits
                || units == bestUnits
                        && (set.length < bestSet.length
                                || set.length == bestSet.length
                                        && (score < bestScore || score == bestScore && first(set)));
        if (better) {
            bestUnits = units;
            bestSet = set;
            bestScore = score;
        }
    }

    private boolean first(int[] set) {
        int[] ordered = set.clone();
        Arrays.sort(ordered);
        int[] known = bestSet.clone();
        Arrays.sort(known);
        return Arrays.compare(ordered, known) < 0;
    }

    /** Whether more nodes can help at all; chooses where to look. */
    private boolean grow(int size) {
        if (pool.length == 0) {
            int[] useful = IntStream.range(0, problem.units().length)
                    .filter(node -> gain(node, problem.wanted()) > 0)
                    .toArray();
            boolean large = useful.length > EXACT_NODES || skus > EXACT_SKUS;
            pool = large ? most(useful) : useful;
            exact = !large;
            mostSteps = large ? (int) (MOST_LOOKS_WHEN_LARGE / Math.max(1, (long) pool.length * skus)) : MOST_STEPS;
            pool = sorted(pool);
            if (large) {
                greedy(useful);
            }
        }
        return pool.length >= size;
    }

    /** Of very many nodes: for each SKU those that score best and those that hold most, and those that hold most of all. */
    private int[] most(int[] useful) {
        var kept = new boolean[problem.units().length];
        int perSku = Math.max(1, EXACT_NODES / (2 * skus));
        for (int s = 0; s < skus; s++) {
            int sku = s;
            keep(kept, useful, perSku, n -> -(long) capacity(n, sku));
            keep(kept, useful, perSku, n -> capacity(n, sku) > 0 ? problem.use()[n] + problem.each()[n][sku] : FAR);
        }
        var gains = new long[kept.length];
        Arrays.stream(useful).forEach(n -> gains[n] = -gain(n, problem.wanted()));
        keep(kept, useful, EXACT_NODES / 2, n -> gains[n]);
        return IntStream.range(0, kept.length).filter(n -> kept[n]).toArray();
    }

    /** Keeps those with the lowest rating, the first among equals. */
    private static void keep(boolean[] kept, int[] nodes, int most, IntToLongFunction rating) {
        var taken = new boolean[kept.length];
        for (int k = 0; k < most; k++) {
            int best = -1;
            for (int node : nodes) {
                if (!taken[node] && (best < 0 || rating.applyAsLong(node) < rating.applyAsLong(best))) {
                    best = node;
                }
            }
            if (best < 0) {
                return;
            }
            taken[best] = true;
            kept[best] = true;
        }
    }

    /** Those that give most first, so that a good set is found early. */
    private int[] sorted(int[] nodes) {
        return Arrays.stream(nodes)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(n -> -gain(n, problem.wanted()))
                        .thenComparingLong(n -> problem.use()[n])
                        .thenComparing(n -> n))
                .mapToInt(n -> n)
                .toArray();
    }

    /** A first answer for a large problem: again and again the node that adds most units, then the best score. */
    private void greedy(int[] useful) {
        int[] rest = problem.wanted().clone();
        List<Integer> set = new ArrayList<>();
        while (set.size() < problem.mostNodes()) {
            int best = -1;
            int bestGain = 0;
            for (int node : useful) {
                int gain = set.contains(node) ? 0 : gain(node, rest);
                if (gain > bestGain || gain == bestGain && gain > 0 && problem.use()[node] < problem.use()[best]) {
                    best = node;
                    bestGain = gain;
                }
            }
            if (best < 0) {
                break;
            }
            set.add(best);
            take(best, rest);
            int[] nodes = set.stream().mapToInt(n -> n).toArray();
            offer(nodes, total - Arrays.stream(rest).sum(), score(nodes));
        }
    }

    private void search(int size) {
        extend(new int[size], 0, 0, problem.wanted().clone(), 0, 0);
    }

    private void extend(int[] set, int depth, int from, int[] rest, int units, long used) {
        int left = set.length - depth;
        if (left == 0) {
            offer(set.clone(), units, score(set));
            return;
        }
        int[] gains = new int[pool.length];
        for (int i = from; i < pool.length; i++) {
            gains[i] = gain(pool[i], rest);
        }
        for (int i = from; i <= pool.length - left; i++) {
            if (steps >= mostSteps) {
                exact = false;
                return;
            }
            if (gains[i] == 0) {
                continue;
            }
            long use = used + problem.use()[pool[i]];
            if (units + gains[i] + mostOf(gains, i + 1, left - 1) < least(set.length)
                    || tooDear(i, left, use, set.length)) {
                continue;
            }
            steps++;
            int[] after = rest.clone();
            take(pool[i], after);
            set[depth] = pool[i];
            extend(set, depth + 1, i + 1, after, units + gains[i], use);
        }
    }

    /** The units that a set of this size must reach to count. */
    private int least(int size) {
        return size <= bestSet.length ? bestUnits : bestUnits + 1;
    }

    /** Worth that is greater than the cost of use makes scores negative: the bound holds all the same. */
    private boolean tooDear(int i, int left, long use, int size) {
        return bestUnits == total && bestSet.length == size && use + cheapest(i + 1, left - 1) > bestScore;
    }

    /** The most that some more nodes could add: what they add together is never more than what they add one by one. */
    private static int mostOf(int[] gains, int from, int count) {
        if (count == 0) {
            return 0;
        }
        int[] top = new int[count];
        for (int i = from; i < gains.length; i++) {
            int gain = gains[i];
            for (int k = 0; k < count && gain > 0; k++) {
                if (gain > top[k]) {
                    int lower = top[k];
                    top[k] = gain;
                    gain = lower;
                }
            }
        }
        return Arrays.stream(top).sum();
    }

    private long cheapest(int from, int count) {
        if (count == 0) {
            return lowestUnits;
        }
        long least = Long.MAX_VALUE;
        for (int i = from; i < pool.length; i++) {
            least = Math.min(least, problem.use()[pool[i]]);
        }
        return least == Long.MAX_VALUE ? least / 4 : least * count + lowestUnits;
    }

    private int capacity(int node, int sku) {
        return Math.min(problem.units()[node][sku], problem.wanted()[sku]);
    }

    private int gain(int node, int[] rest) {
        int gain = 0;
        int[] units = problem.units()[node];
        for (int s = 0; s < skus; s++) {
            gain += Math.min(units[s], rest[s]);
        }
        return gain;
    }

    private void take(int node, int[] rest) {
        for (int s = 0; s < skus; s++) {
            rest[s] -= Math.min(problem.units()[node][s], rest[s]);
        }
    }

    private long score(int[] set) {
        long score = 0;
        for (int node : set) {
            score += problem.use()[node];
        }
        for (int s = 0; s < skus; s++) {
            score += share(set, s, null);
        }
        return score;
    }

    /** Gives the units of a SKU to the cheapest nodes of a set, the first among equals; returns what they score. */
    private long share(int[] set, int sku, int @Nullable [][] given) {
        int rest = problem.wanted()[sku];
        long score = 0;
        var done = new boolean[set.length];
        for (int round = 0; round < set.length && rest > 0; round++) {
            int best = -1;
            for (int i = 0; i < set.length; i++) {
                if (!done[i] && (best < 0 || before(set[i], set[best], sku))) {
                    best = i;
                }
            }
            done[best] = true;
            int units = Math.min(rest, problem.units()[set[best]][sku]);
            rest -= units;
            score += units * problem.each()[set[best]][sku];
            if (given != null) {
                given[best][sku] = units;
            }
        }
        return score;
    }

    private boolean before(int a, int b, int sku) {
        int byScore = Long.compare(problem.each()[a][sku], problem.each()[b][sku]);
        return byScore < 0 || byScore == 0 && a < b;
    }

    private Solution solution() {
        int[] nodes = bestSet.clone();
        Arrays.sort(nodes);
        var given = new int[nodes.length][skus];
        for (int s = 0; s < skus; s++) {
            var ignored = share(nodes, s, given);
        }
        return new Solution(nodes, given, nodes.length == 0 ? 0 : bestScore, exact);
    }
}
