package org.baton.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.baton.domain.routing.PlanSearch.Problem;
import org.baton.domain.routing.PlanSearch.Solution;
import org.junit.jupiter.api.Test;

/** Holds the search against trying everything. */
class PlanSearchTest {

    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** The best of all sets of nodes and all ways to share the units out, found by trying them all. */
    private static final class BruteForce {

        private final Problem problem;
        private int units;
        private int nodes = Integer.MAX_VALUE;
        private long score = Long.MAX_VALUE;

        BruteForce(Problem problem) {
            this.problem = problem;
            sets(0, 0);
        }

        private void sets(int node, int set) {
            if (node == problem.units().length) {
                if (Integer.bitCount(set) <= problem.mostNodes()) {
                    share(set, 0, 0, problem.wanted().clone(), 0, 0, 0);
                }
                return;
            }
            sets(node + 1, set);
            sets(node + 1, set | 1 << node);
        }

        /** Every number of units of every SKU from every node of the set. */
        private void share(int set, int node, int sku, int[] rest, int used, int given, long cost) {
            if (node == problem.units().length) {
                better(given, Integer.bitCount(used), cost);
                return;
            }
            if (sku == rest.length || (set & 1 << node) == 0) {
                long use = (used & 1 << node) != 0 ? problem.use()[node] : 0;
                share(set, node + 1, 0, rest, used, given, cost + use);
                return;
            }
            for (int u = 0; u <= Math.min(problem.units()[node][sku], rest[sku]); u++) {
                rest[sku] -= u;
                share(
                        set,
                        node,
                        sku + 1,
                        rest,
                        u > 0 ? used | 1 << node : used,
                        given + u,
                        cost + u * problem.each()[node][sku]);
                rest[sku] += u;
            }
        }

        private void better(int given, int used, long cost) {
            if (given > units || given == units && (used < nodes || used == nodes && cost < score)) {
                units = given;
                nodes = used;
                score = cost;
            }
        }
    }

    @Property(tries = 400)
    void shouldFindWhatTryingEverythingFinds(@ForAll @LongRange(min = 0, max = 1L << 40) long seed) {
        var problem = random(new Random(seed), 6, 3, 4);

        Solution found = new PlanSearch(problem).solve();

        var best = new BruteForce(problem);
        assertThat(found.exact()).isTrue();
        assertThat(found.units()).isEqualTo(best.units);
        if (best.units > 0) {
            assertThat(found.nodes()).hasSize(best.nodes);
            assertThat(found.score()).isEqualTo(best.score);
        }
        assertThat(valid(problem, found)).isTrue();
    }

    /** Too many nodes to share out in every way: for a set of nodes the cheapest unit from the cheapest node is best. */
    @Property(tries = 15)
    void shouldFindTheBestSetOfSixtyNodesForTenSkus(@ForAll @LongRange(min = 0, max = 1L << 40) long seed) {
        var problem = sparse(new Random(seed), PlanSearch.EXACT_NODES, PlanSearch.EXACT_SKUS, 3);

        Solution found = new PlanSearch(problem).solve();

        long[] best = bestOfAllSets(problem);
        assertThat(found.exact()).isTrue();
        assertThat(new long[] {-found.units(), found.nodes().length, found.score()})
                .isEqualTo(best);
    }

    @Property(tries = 8)
    void shouldStayBoundedWhenAnOrderHasTwoHundredLines(@ForAll @LongRange(min = 0, max = 1L << 40) long seed) {
        var problem = sparse(new Random(seed), 1_926, 200, 4);
        var started = System.nanoTime();

        Solution found = new PlanSearch(problem).solve();

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(LONGEST);
        assertThat(valid(problem, found)).isTrue();
        assertThat(found.units()).isGreaterThanOrEqualTo(greedyUnits(problem) * 97 / 100);
        assertThat(new PlanSearch(problem).solve().nodes()).isEqualTo(found.nodes());
    }

    @Test
    void shouldGiveNothingWhenNothingIsWantedOrThere() {
        assertThat(new PlanSearch(new Problem(new int[0], new int[0][], new long[0], new long[0][], 3))
                        .solve()
                        .nodes())
                .isEmpty();
        assertThat(new PlanSearch(new Problem(new int[] {2}, new int[][] {{0}}, new long[] {1}, new long[][] {{1}}, 3))
                        .solve()
                        .units())
                .isZero();
    }

    private static Problem random(Random random, int mostNodes, int mostSkus, int mostUnits) {
        int n = 1 + random.nextInt(mostNodes);
        int m = 1 + random.nextInt(mostSkus);
        var units = new int[n][m];
        var each = new long[n][m];
        var use = new long[n];
        var wanted = new int[m];
        Arrays.setAll(wanted, s -> 1 + random.nextInt(mostUnits));
        for (int i = 0; i < n; i++) {
            use[i] = random.nextInt(12) - 2;
            for (int s = 0; s < m; s++) {
                units[i][s] = random.nextInt(mostUnits);
                each[i][s] = random.nextInt(5);
            }
        }
        return new Problem(wanted, units, use, each, 1 + random.nextInt(4));
    }

    /** Most nodes hold a few of the SKUs, so that orders must be split. */
    private static Problem sparse(Random random, int n, int m, int mostNodes) {
        var units = new int[n][m];
        var each = new long[n][m];
        var use = new long[n];
        var wanted = new int[m];
        Arrays.setAll(wanted, s -> 1 + random.nextInt(3));
        for (int i = 0; i < n; i++) {
            use[i] = 500 + random.nextInt(1_000);
            for (int s = 0; s < m; s++) {
                units[i][s] = random.nextInt(100) < 35 ? 1 + random.nextInt(6) : 0;
                each[i][s] = 40 + random.nextInt(100);
            }
        }
        return new Problem(wanted, units, use, each, mostNodes);
    }

    private static long[] bestOfAllSets(Problem problem) {
        long[] best = {0, 0, 0};
        int n = problem.units().length;
        for (int a = 0; a < n; a++) {
            for (int b = a; b < n; b++) {
                for (int c = b; c < n; c++) {
                    long[] rating = rating(
                            problem,
                            Arrays.stream(new int[] {a, b, c}).distinct().toArray());
                    best = Arrays.compare(rating, best) < 0 ? rating : best;
                }
            }
        }
        return best;
    }

    private static long[] rating(Problem problem, int[] set) {
        long units = 0;
        long score = Arrays.stream(set).mapToLong(i -> problem.use()[i]).sum();
        for (int s = 0; s < problem.wanted().length; s++) {
            int sku = s;
            int rest = problem.wanted()[s];
            var byPrice = Arrays.stream(set)
                    .boxed()
                    .sorted((x, y) -> Long.compare(problem.each()[x][sku], problem.each()[y][sku]))
                    .toList();
            for (int i : byPrice) {
                int given = Math.min(rest, problem.units()[i][s]);
                rest -= given;
                units += given;
                score += given * problem.each()[i][s];
            }
        }
        return new long[] {-units, set.length, score};
    }

    private static boolean valid(Problem problem, Solution found) {
        var given = new int[problem.wanted().length];
        for (int p = 0; p < found.nodes().length; p++) {
            for (int s = 0; s < given.length; s++) {
                if (found.given()[p][s] > problem.units()[found.nodes()[p]][s]) {
                    return false;
                }
                given[s] += found.given()[p][s];
            }
        }
        return found.nodes().length <= problem.mostNodes()
                && IntStream.range(0, given.length).allMatch(s -> given[s] <= problem.wanted()[s]);
    }

    private static int greedyUnits(Problem problem) {
        var rest = problem.wanted().clone();
        int taken = 0;
        for (int k = 0; k < problem.mostNodes(); k++) {
            int best = -1;
            int most = 0;
            for (int i = 0; i < problem.units().length; i++) {
                int gain = 0;
                for (int s = 0; s < rest.length; s++) {
                    gain += Math.min(rest[s], problem.units()[i][s]);
                }
                if (gain > most) {
                    most = gain;
                    best = i;
                }
            }
            if (best >= 0) {
                for (int s = 0; s < rest.length; s++) {
                    rest[s] -= Math.min(rest[s], problem.units()[best][s]);
                }
                taken += most;
            }
        }
        return taken;
    }
}
