package org.baton.domain.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.baton.domain.common.Sku;
import org.baton.domain.routing.SourcingPlan.CostParts;
import org.baton.domain.routing.SourcingPlan.Inputs;
import org.baton.domain.routing.SourcingPlan.Judged;
import org.baton.domain.routing.StrategyRules.Strategy;
import org.jspecify.annotations.Nullable;

/** Says of every candidate why it was chosen or lost, in an analyst's words. */
final class Explanation {

    private final Strategy strategy;
    private final List<Sku> skus;
    private final int[] wanted;
    private final List<Assessment> assessed;
    private final PlanSearch.Problem problem;
    private final PlanSearch.Solution solution;
    private final int total;

    Explanation(
            Strategy strategy,
            List<Sku> skus,
            int[] wanted,
            List<Assessment> assessed,
            PlanSearch.Problem problem,
            PlanSearch.Solution solution) {
        this.strategy = strategy;
        this.skus = skus;
        this.wanted = wanted;
        this.assessed = assessed;
        this.problem = problem;
        this.solution = solution;
        this.total = sum(wanted);
    }

    static String needed(int units) {
        return "needed " + units + " more " + (units == 1 ? "unit" : "units");
    }

    /** Chosen ones first, then by rank, then those that could give nothing. */
    List<Judged> judge() {
        var order = new ArrayList<Integer>();
        for (int i = 0; i < assessed.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.<Integer>comparingInt(i -> -sum(assessed.get(i).usable))
                .thenComparingLong(this::score)
                .thenComparing(i -> i));
        var judged = new ArrayList<Judged>();
        var lost = new ArrayList<Judged>();
        for (int place = 0; place < order.size(); place++) {
            int i = order.get(place);
            int part = part(i);
            (part >= 0 ? judged : lost).add(judged(i, part, place + 1));
        }
        judged.addAll(lost);
        return judged;
    }

    private int part(int candidate) {
        return Arrays.binarySearch(solution.nodes(), candidate);
    }

    private Judged judged(int i, int part, int rank) {
        var a = assessed.get(i);
        var eligible = a.canGiveAnything();
        return new Judged(
                a.offer.site().id(),
                a.offer.site().typeText(),
                Math.round(a.offer.miles() * 10) / 10.0,
                eligible,
                List.of(part >= 0 ? chosen(part) : why(a, i)),
                eligible ? rank : null,
                part >= 0 ? null : wish(a, i),
                inputs(a),
                List.copyOf(a.rules),
                cost(a));
    }

    private String chosen(int part) {
        return "chosen for " + sum(solution.given()[part]) + " of " + total + " units: " + strategy.because();
    }

    private String why(Assessment a, int i) {
        int could = sum(a.usable);
        if (could < total) {
            var what = a.refusal != null
                    ? a.refusal
                    : could == 0
                            ? "holds nothing of the order"
                            : "lacks " + (total - could) + " of " + total + " units";
            return what + (could == 0 || a.refusal == null ? "" : "; could give " + could + " of " + total + " units");
        }
        return solution.nodes().length == 1 ? "could give everything; " + comparison(i) : "could give everything";
    }

    private @Nullable String wish(Assessment a, int i) {
        int missing = total - sum(a.usable);
        if (missing > 0) {
            return a.wish != null ? a.wish : needed(missing);
        }
        return comparison(i);
    }

    /** What it lost by against the chosen node, under the strategy's objective. */
    private String comparison(int i) {
        if (solution.nodes().length == 0) {
            return "chosen next time";
        }
        var mine = assessed.get(i);
        var best = assessed.get(solution.nodes()[0]);
        return switch (strategy.objective()) {
            case "cost" -> dearer(score(i) - solution.score());
            case "speed" -> {
                int hours = mine.carriage.promiseHours() - best.carriage.promiseHours();
                yield hours > 0 ? hours + " hours too late" : farther(mine, best);
            }
            case "balance" -> "another node has more stock left";
            default ->
                mine.typeRank > best.typeRank
                        ? "a " + best.offer.site().typeText() + " goes first"
                        : farther(mine, best);
        };
    }

    private static String dearer(long difference) {
        return difference == 0
                ? "as dear as the chosen one, which comes first"
                : atLeastACent(difference) + " USD too dear";
    }

    private static String atLeastACent(long difference) {
        return Cost.text(Math.max(difference, Cost.ofMinor(1)));
    }

    private static String farther(Assessment mine, Assessment best) {
        var miles = mine.offer.miles() - best.offer.miles();
        return miles < 0.05 ? "as far as the chosen one, which comes first" : "%.1f miles too far".formatted(miles);
    }

    private long score(int i) {
        long score = problem.use()[i];
        for (int s = 0; s < wanted.length; s++) {
            score += assessed.get(i).usable[s] * problem.each()[i][s];
        }
        return score;
    }

    private Inputs inputs(Assessment a) {
        var units = new TreeMap<String, Integer>();
        for (int s = 0; s < wanted.length; s++) {
            units.put(skus.get(s).value(), a.offer.units()[s]);
        }
        var carrier = (a.carriage.carrier() + " " + a.carriage.service()).strip();
        return new Inputs(
                units,
                a.openNow,
                a.openAtCutOff,
                Math.round(a.backlogPercent * 10) / 10.0,
                a.stockAccuracyPercent,
                carrier,
                a.carriage.promiseHours());
    }

    private static CostParts cost(Assessment a) {
        long labour = 0;
        long handling = 0;
        long shipping = a.base;
        for (int s = 0; s < a.usable.length; s++) {
            labour += a.usable[s] * a.labour[s];
            handling += a.usable[s] * a.handling[s];
            shipping += a.usable[s] * a.freight[s];
        }
        return new CostParts(
                Cost.text(shipping),
                Cost.text(labour),
                Cost.text(a.packing),
                Cost.text(handling),
                Cost.text(a.preference.worth()),
                Cost.text(a.costOf(a.usable)));
    }

    private static int sum(int[] units) {
        int sum = 0;
        for (int u : units) {
            sum += u;
        }
        return sum;
    }
}
