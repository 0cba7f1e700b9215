package org.baton.domain.routing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.baton.domain.common.Money;
import org.baton.domain.common.Sku;
import org.baton.domain.routing.SourcingPlan.Part;
import org.baton.domain.routing.StrategyRules.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * Finds who fulfils what: as much as can be had, from as few nodes as possible, and among these the plan that the
 * strategy's objective puts first. The same input always gives the same plan, in whatever order candidates come.
 */
public final class SourcingPlanner {

    /** Who comes first among equals. */
    static final Comparator<Assessment> FIRST = Comparator.<Assessment>comparingInt(a -> a.typeRank)
            .thenComparingDouble(a -> a.offer.miles())
            .thenComparing(a -> a.offer.site().node().idText());

    private static final Currency ANY = Currency.getInstance("USD");

    private final SourcingRequest request;
    private final Strategy strategy;
    private final List<Sku> skus;
    private final int[] wanted;
    private final List<Assessment> assessed;
    private final Assessor assessor;

    /**
     * Plans by all the rules.
     *
     * @param offers in any order; nodes of other types or outside the radius must have been left out, and nodes that hold
     *     nothing may be
     */
    public SourcingPlanner(
            SourcingRequest request, Strategy strategy, StrategyRules rules, NodeInsight insight, List<Offer> offers) {
        this.request = request;
        this.strategy = strategy;
        this.skus = skus(request.demand());
        this.wanted = wanted(request.demand(), skus);
        this.assessor = new Assessor(request, strategy, rules, insight, skus, wanted);
        this.assessed = new ArrayList<>(offers.size());
        for (var offer : offers) {
            assessed.add(assessor.price(offer));
        }
    }

    /** Plans with a strategy alone: every node is eligible, and costs nothing. */
    public SourcingPlanner(Strategy strategy, List<Demand> demand, List<Candidate> candidates) {
        this(
                new SourcingRequest("ship", "web", null, Money.zero(ANY), null, demand, Map.of(), Instant.EPOCH),
                strategy,
                facts -> strategy,
                NodeInsight.NONE,
                offers(demand, candidates));
    }

    /** The SKUs of a demand, each once, in the order in which {@link Offer#units} counts them. */
    public static List<Sku> skus(List<Demand> demand) {
        return demand.stream().map(Demand::sku).distinct().toList();
    }

    private static List<Offer> offers(List<Demand> demand, List<Candidate> candidates) {
        var skus = skus(demand);
        return candidates.stream()
                .map(c -> new Offer(
                        Site.of(c.node()),
                        c.miles(),
                        skus.stream().mapToInt(c::available).toArray()))
                .toList();
    }

    static int[] wanted(List<Demand> demand, List<Sku> skus) {
        var index = new HashMap<Sku, Integer>();
        skus.forEach(sku -> index.put(sku, index.size()));
        var wanted = new int[skus.size()];
        demand.forEach(d -> wanted[index.getOrDefault(d.sku(), 0)] += d.quantity());
        return wanted;
    }

    private PlanSearch.Problem problem() {
        assessed.forEach(assessor::judge);
        assessed.sort(FIRST);
        int n = assessed.size();
        var units = new int[n][];
        var use = new long[n];
        var each = new long[n][skus.size()];
        for (int i = 0; i < n; i++) {
            var a = assessed.get(i);
            units[i] = a.usable;
            use[i] = a.use(strategy, wanted);
            for (int s = 0; s < wanted.length; s++) {
                each[i][s] = a.each(strategy, s);
            }
        }
        return new PlanSearch.Problem(wanted, units, use, each, mostNodes());
    }

    private int mostNodes() {
        var worthASplit = request.orderValue().minor() >= strategy.leastSplitValue();
        return 1 + (worthASplit ? strategy.mostSplits() : 0);
    }

    /** The plan with the reasons of every candidate. */
    public SourcingPlan plan() {
        var problem = problem();
        var solution = new PlanSearch(problem).solve();
        var parts = parts(solution);
        var explanation = new Explanation(strategy, skus, wanted, assessed, problem, solution);
        return new SourcingPlan(parts, unsourced(parts), explanation.judge());
    }

    /**
     * The plan in a few numbers, for who compares thousands. It is the one of {@link #plan}, but the rules are asked only
     * about the nodes that it hangs on: the best that could give everything, and all of them only if none may.
     */
    public Outcome outcome() {
        for (var best = bestUnjudged(); best != null; best = bestUnjudged()) {
            assessor.judge(best);
            if (best.covers(wanted)) {
                return outcome(List.of(best), new int[][] {wanted.clone()});
            }
        }
        var solution = new PlanSearch(problem()).solve();
        return outcome(Arrays.stream(solution.nodes()).mapToObj(assessed::get).toList(), solution.given());
    }

    /** Of those that could give everything and were not judged yet, the one that would win. */
    private @Nullable Assessment bestUnjudged() {
        Assessment best = null;
        long score = Long.MAX_VALUE;
        for (var a : assessed) {
            if (!a.judged && wanted.length > 0 && a.covers(wanted)) {
                long mine = score(a, strategy, wanted);
                if (best == null || mine < score || mine == score && FIRST.compare(a, best) < 0) {
                    best = a;
                    score = mine;
                }
            }
        }
        return best;
    }

    /** Of one that gives everything. */
    static long score(Assessment a, Strategy strategy, int[] wanted) {
        long score = a.use(strategy, wanted);
        for (int s = 0; s < wanted.length; s++) {
            score += wanted[s] * a.each(strategy, s);
        }
        return score;
    }

    static Outcome outcome(List<Assessment> chosen, int[][] given) {
        int units = 0;
        long cost = 0;
        double miles = 0;
        int hours = 0;
        for (int p = 0; p < given.length; p++) {
            var a = chosen.get(p);
            cost += a.costOf(given[p]);
            miles = Math.max(miles, a.offer.miles());
            hours = Math.max(hours, a.carriage.promiseHours());
            units += Arrays.stream(given[p]).sum();
        }
        return new Outcome(chosen.stream().map(a -> a.offer).toList(), given, units, cost, miles, hours);
    }

    /**
     * A plan in numbers.
     *
     * @param chosen the nodes, and given what each gives by SKU
     * @param cost in {@link Cost} units
     * @param miles to the farthest node
     * @param promiseHours of the slowest part
     */
    public record Outcome(List<Offer> chosen, int[][] given, int units, long cost, double miles, int promiseHours) {}

    /** Parts in the order of preference, each with its lines in order; what comes from a node fills the first line first. */
    private List<Part> parts(PlanSearch.Solution solution) {
        var open = new LinkedHashMap<Integer, Integer>();
        request.demand().forEach(d -> open.put(d.lineNumber(), d.quantity()));
        var parts = new ArrayList<Part>();
        int[] nodes = solution.nodes();
        for (int p = 0; p < nodes.length; p++) {
            var given = solution.given()[p].clone();
            var lines = new ArrayList<Demand>();
            for (var d : request.demand()) {
                int sku = skus.indexOf(d.sku());
                int units = Math.min(given[sku], open.getOrDefault(d.lineNumber(), 0));
                if (units > 0) {
                    lines.add(new Demand(d.lineNumber(), d.sku(), units));
                    given[sku] -= units;
                    open.merge(d.lineNumber(), -units, Integer::sum);
                }
            }
            parts.add(new Part(assessed.get(nodes[p]).offer.site().id(), lines));
        }
        return parts;
    }

    private List<Demand> unsourced(List<Part> parts) {
        var taken = new HashMap<Integer, Integer>();
        parts.forEach(part -> part.lines().forEach(d -> taken.merge(d.lineNumber(), d.quantity(), Integer::sum)));
        return request.demand().stream()
                .map(d -> new Demand(d.lineNumber(), d.sku(), d.quantity() - taken.getOrDefault(d.lineNumber(), 0)))
                .filter(d -> d.quantity() > 0)
                .toList();
    }
}
