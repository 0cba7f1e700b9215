package org.baton.rules.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.baton.domain.common.Money;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.GeoPoint;
import org.baton.domain.inventory.Node;
import org.baton.domain.routing.Demand;
import org.baton.domain.routing.Goods;
import org.baton.domain.routing.NetworkPlanner;
import org.baton.domain.routing.NetworkPlanner.View;
import org.baton.domain.routing.NodeInsight;
import org.baton.domain.routing.Offer;
import org.baton.domain.routing.Site;
import org.baton.domain.routing.SourcingPlan;
import org.baton.domain.routing.SourcingPlanner;
import org.baton.domain.routing.SourcingPlanner.Outcome;
import org.baton.domain.routing.SourcingRequest;
import org.baton.domain.routing.StrategyRules;
import org.baton.domain.routing.StrategyRules.Strategy;
import org.baton.rules.DecisionTables;
import org.junit.jupiter.api.Test;

/** What a replay decides is what live sourcing decides on the same facts, whatever these are. */
class NetworkPlannerTest {

    private static final int CASES = 4_000;
    private static final List<Sku> SKUS = List.of(new Sku("A"), new Sku("B"), new Sku("C"));
    private static final StrategyRules RULES = new TableStrategyRules(DecisionTables.shipped()).pinned();

    private final Random random = new Random(20261120);
    private int whole;
    private int split;
    private int nothing;

    @Test
    void shouldDecideAsTheLivePlannerDoes() {
        for (int n = 0; n < CASES; n++) {
            compare(n);
        }
        assertThat(List.of(whole, split, nothing))
                .as("whole, split and unsourced orders all occur")
                .allMatch(count -> count > CASES / 100);
    }

    private void compare(int n) {
        var sites =
                IntStream.range(0, 1 + random.nextInt(60)).mapToObj(this::site).toList();
        var demand = demand();
        var request = new SourcingRequest(
                random.nextInt(4) == 0 ? "same-day" : "ship",
                "web",
                null,
                new Money(500 + random.nextInt(9_000), Currency.getInstance("USD")),
                random.nextInt(10) == 0 ? "AK" : "IL",
                demand,
                Map.of(SKUS.getFirst(), new Goods(random.nextInt(5) == 0 ? "fragile" : "ordinary", 20_000, "any")),
                Instant.parse("2026-11-20T00:00:00Z").plusSeconds(random.nextInt(7 * 86_400)));
        var skus = SourcingPlanner.skus(demand);
        var units = new int[skus.size()][sites.size()];
        for (int[] column : units) {
            for (int i = 0; i < column.length; i++) {
                column[i] = random.nextInt(3) == 0 ? 0 : random.nextInt(9) - 1;
            }
        }
        var excluded = new BitSet();
        if (random.nextInt(4) == 0) {
            excluded.set(random.nextInt(sites.size()));
        }
        var view = new View(place(), units, random.nextInt(20) == 0, excluded);
        var strategy = changed(RULES.strategyFor(new StrategyRules.Facts(
                request.deliveryOption(), "web", null, request.orderValue(), request.region())));

        var quick = new NetworkPlanner(sites, RULES).plan(request, strategy, view);

        var live = live(request, strategy, sites, view);
        assertThat(words(quick)).as("case %d: %s", n, strategy).isEqualTo(words(live.outcome()));
        assertThat(chosen(quick)).as("case %d", n).isEqualTo(chosen(live.plan()));
        count(quick, demand);
    }

    private static SourcingPlanner live(SourcingRequest request, Strategy strategy, List<Site> sites, View view) {
        var offers = new ArrayList<Offer>();
        for (int i = 0; i < sites.size(); i++) {
            int at = i;
            double miles = sites.get(i).node().place().milesTo(view.from());
            if (!view.excluded().get(i)
                    && strategy.nodeTypes().contains(sites.get(i).type())
                    && (view.anywhere() || miles <= strategy.radiusMiles())) {
                offers.add(new Offer(
                        sites.get(i),
                        miles,
                        IntStream.range(0, view.units().length)
                                .map(s -> Math.max(0, view.units()[s][at]))
                                .toArray()));
            }
        }
        return new SourcingPlanner(request, strategy, RULES, NodeInsight.NONE, offers);
    }

    private static String words(Outcome outcome) {
        return "%s %s %d %d %.9f %d"
                .formatted(
                        chosen(outcome),
                        IntStream.range(0, outcome.given().length)
                                .mapToObj(p ->
                                        IntStream.of(outcome.given()[p]).boxed().toList())
                                .toList(),
                        outcome.units(),
                        outcome.cost(),
                        outcome.miles(),
                        outcome.promiseHours());
    }

    private static List<String> chosen(Outcome outcome) {
        return outcome.chosen().stream().map(o -> o.site().id().value()).toList();
    }

    private static List<String> chosen(SourcingPlan plan) {
        return plan.parts().stream().map(part -> part.node().value()).toList();
    }

    private void count(Outcome outcome, List<Demand> demand) {
        int wanted = demand.stream().mapToInt(Demand::quantity).sum();
        whole += outcome.units() == wanted && outcome.chosen().size() == 1 ? 1 : 0;
        split += outcome.chosen().size() > 1 ? 1 : 0;
        nothing += outcome.units() == 0 ? 1 : 0;
    }

    /** Every objective, with the rest of the strategy as the tables say. */
    private Strategy changed(Strategy s) {
        var objective =
                List.of("cost", "distance", "speed", "balance", s.objective()).get(random.nextInt(5));
        return new Strategy(
                s.name(),
                s.nodeTypes(),
                random.nextInt(3) == 0 ? 400 : s.radiusMiles(),
                objective,
                s.minimumStock(),
                s.mostSplits(),
                s.leastSplitValue(),
                s.extraCostLimit(),
                s.cutOffAfter(),
                s.fallback(),
                s.backorderExpiresAfter(),
                s.because(),
                s.version());
    }

    private List<Demand> demand() {
        return IntStream.rangeClosed(1, 1 + random.nextInt(3))
                .mapToObj(line -> new Demand(line, SKUS.get(random.nextInt(SKUS.size())), 1 + random.nextInt(3)))
                .toList();
    }

    /** Few places, so that many nodes are equally far, and some are where the customer is. */
    private GeoPoint place() {
        return new GeoPoint(30 + random.nextInt(8), -100 + random.nextInt(8) * 0.2);
    }

    private Site site(int n) {
        var place = place();
        var node = new Node(
                "n" + n * 7 % 60 + "-" + n,
                "Node " + n,
                random.nextInt(4) == 0 ? "warehouse" : "store",
                null,
                null,
                null,
                "60606",
                "US",
                place.latitude(),
                place.longitude(),
                random.nextBoolean() ? "America/Chicago" : "America/New_York",
                random.nextInt(3) == 0 ? null : "Mo-Sa 08:00-22:00; Su 10:00-19:00",
                null,
                List.of("curbside"),
                100,
                true);
        return Site.of(node);
    }
}
