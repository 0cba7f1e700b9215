package org.baton.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.baton.app.Command;
import org.baton.domain.common.Money;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.GeoPoint;
import org.baton.domain.inventory.Node;
import org.baton.domain.routing.Demand;
import org.baton.domain.routing.NodeInsight;
import org.baton.domain.routing.Offer;
import org.baton.domain.routing.Site;
import org.baton.domain.routing.SourcingPlanner;
import org.baton.domain.routing.SourcingRequest;
import org.baton.domain.routing.StrategyRules;
import org.baton.rules.DecisionTables;
import org.baton.rules.routing.TableStrategyRules;

/**
 * One sourcing decision over all stores of a large chain, in process, with the shipped tables: how long it takes, beside
 * a bare loop that only computes the distances.
 */
final class SourcingCommand implements Command {

    private static final int NODES = 1_926;
    private static final int WAREHOUSES = 6;
    private static final int WARM_UP = 3_000;
    private static final int DECISIONS = 10_000;
    private static final int RUNS = 5;
    private static final double MICROS = 1_000;
    private static final double MOST_P99_MICROS = 2_000;
    private static final Instant FRIDAY_NOON = Instant.parse("2026-11-20T18:00:00Z");

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Nanoseconds of each decision, sorted: by the clock, and of the processor. */
    private record Taken(long[] wall, long[] cpu) {}

    private final List<Site> sites = new ArrayList<>();
    private final StrategyRules rules = new TableStrategyRules(DecisionTables.shipped());
    private final List<Sku> skus = List.of(new Sku("A"), new Sku("B"), new Sku("C"));
    private double sink;

    @Override
    public String name() {
        return "sourcing";
    }

    @Override
    public String summary() {
        return "one decision over 1,926 nodes and 3 lines, beside a bare loop of distances";
    }

    @Override
    public int run(List<String> arguments) {
        network();
        var ignored = measure(WARM_UP, "warm-up");
        double worst = 0;
        var ratios = new double[RUNS];
        System.out.printf(
                "%-5s %10s %10s %12s %13s %13s %8s%n",
                "run", "p50 us", "p99 us", "p99 cpu us", "decisions/s", "distances us", "ratio");
        for (int run = 0; run < RUNS; run++) {
            long[] bare = distances(DECISIONS / 10);
            var taken = measure(DECISIONS, "run");
            ratios[run] = (double) taken.wall()[DECISIONS / 2] / bare[bare.length / 2];
            worst = Math.max(worst, taken.wall()[DECISIONS * 99 / 100] / MICROS);
            System.out.printf(
                    "%-5d %10.0f %10.0f %12.0f %13.0f %13.1f %8.2f%n",
                    run + 1,
                    taken.wall()[DECISIONS / 2] / MICROS,
                    taken.wall()[DECISIONS * 99 / 100] / MICROS,
                    taken.cpu()[DECISIONS * 99 / 100] / MICROS,
                    DECISIONS * 1e9 / Arrays.stream(taken.cpu()).sum(),
                    bare[bare.length / 2] / MICROS,
                    ratios[run]);
        }
        Arrays.sort(ratios);
        System.out.printf(
                "median ratio to the bare distance loop: %.2f (%d decisions a run over %d nodes; checksum %.0f)%n",
                ratios[RUNS / 2], DECISIONS, NODES, sink % 1_000);
        System.out.println(
                worst < MOST_P99_MICROS
                        ? "p99 is under 2 ms in every run"
                        : "p99 is NOT under 2 ms; a busy machine stretches it, but not the processor's time");
        return worst < MOST_P99_MICROS ? 0 : 1;
    }

    private void network() {
        var random = new SplittableRandom(1);
        for (int n = 0; n < NODES; n++) {
            var node = new Node(
                    "node-" + n,
                    "Node " + n,
                    n < WAREHOUSES ? "warehouse" : "store",
                    null,
                    null,
                    null,
                    "60606",
                    "US",
                    random.nextDouble(26, 48),
                    random.nextDouble(-123, -70),
                    n % 2 == 0 ? "America/Chicago" : "America/New_York",
                    "Mo-Sa 08:00-22:00; Su 10:00-19:00",
                    null,
                    List.of("curbside"),
                    100,
                    true);
            sites.add(Site.of(node));
        }
    }

    /** Every node holds every SKU, the hardest case: each must be measured, judged and priced. */
    private Taken measure(int decisions, String seed) {
        var random = new SplittableRandom(seed.hashCode());
        var taken = new Taken(new long[decisions], new long[decisions]);
        for (int d = 0; d < decisions; d++) {
            var customer = new GeoPoint(random.nextDouble(26, 48), random.nextDouble(-123, -70));
            var units = new int[3];
            Arrays.setAll(units, s -> random.nextInt(0, 40));
            long cpu = THREADS.getCurrentThreadCpuTime();
            long started = System.nanoTime();
            var outcome = decide(customer, units, d);
            taken.wall()[d] = System.nanoTime() - started;
            taken.cpu()[d] = THREADS.getCurrentThreadCpuTime() - cpu;
            sink += outcome.cost();
        }
        Arrays.sort(taken.wall());
        Arrays.sort(taken.cpu());
        return taken;
    }

    private SourcingPlanner.Outcome decide(GeoPoint customer, int[] units, int d) {
        var request = new SourcingRequest(
                d % 10 == 0 ? "same-day" : "ship",
                "web",
                null,
                new Money(8_500, Currency.getInstance("USD")),
                "IL",
                List.of(new Demand(1, skus.get(0), 1), new Demand(2, skus.get(1), 2), new Demand(3, skus.get(2), 1)),
                Map.of(),
                FRIDAY_NOON);
        var pinned = rules.pinned();
        var strategy = pinned.strategyFor(new StrategyRules.Facts(
                request.deliveryOption(), "web", null, request.orderValue(), "IL", null, 12, null));
        var offers = new ArrayList<Offer>(NODES);
        for (int n = 0; n < NODES; n++) {
            var site = sites.get(n);
            double miles = site.node().place().milesTo(customer);
            if (miles <= strategy.radiusMiles() && strategy.nodeTypes().contains(site.type())) {
                int more = n % 7;
                offers.add(new Offer(site, miles, new int[] {units[0] + more, units[1] + more, units[2] + more}));
            }
        }
        return new SourcingPlanner(request, strategy, pinned, NodeInsight.NONE, offers).outcome();
    }

    private long[] distances(int rounds) {
        var random = new SplittableRandom(7);
        var nanos = new long[rounds];
        for (int d = 0; d < rounds; d++) {
            var customer = new GeoPoint(random.nextDouble(26, 48), random.nextDouble(-123, -70));
            long started = System.nanoTime();
            double sum = 0;
            for (var site : sites) {
                sum += site.node().place().milesTo(customer);
            }
            nanos[d] = System.nanoTime() - started;
            sink += sum;
        }
        Arrays.sort(nanos);
        return nanos;
    }
}
