package org.baton.domain.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.NodeType;
import org.baton.domain.routing.SourcingPlan.Judged;
import org.baton.domain.routing.SourcingPlan.Part;
import org.baton.domain.routing.StrategyRules.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * Finds who fulfils what: the nearest node that has everything, of the preferred type; else the fewest nodes that a
 * greedy search finds, as far as the strategy allows splits. The same input always gives the same plan.
 */
public final class SourcingPlanner {

    private final Strategy strategy;
    private final List<Demand> demand;
    private final List<Candidate> candidates;

    /** @param candidates in any order; those of other types or outside the radius must have been left out */
    public SourcingPlanner(Strategy strategy, List<Demand> demand, List<Candidate> candidates) {
        this.strategy = strategy;
        this.demand = demand;
        this.candidates = candidates.stream()
                .sorted(Comparator.comparingInt(
                                (Candidate c) -> preference(c.node().type()))
                        .thenComparingDouble(Candidate::miles)
                        .thenComparing(c -> c.node().idText()))
                .toList();
    }

    public SourcingPlan plan() {
        var parts = wholeFromOne().map(List::of).orElseGet(this::split);
        return new SourcingPlan(parts, unsourced(parts), judge(parts));
    }

    private int preference(NodeType type) {
        var index = strategy.nodeTypes().indexOf(type);
        return index < 0 ? Integer.MAX_VALUE : index;
    }

    private Optional<Part> wholeFromOne() {
        if (demand.isEmpty()) {
            return Optional.empty();
        }
        return candidates.stream()
                .map(candidate -> new Part(candidate.node().id(), usable(candidate, demand)))
                .filter(part -> units(part.lines()) == units(demand))
                .findFirst();
    }

    private List<Part> split() {
        var open = new LinkedHashMap<Integer, Demand>();
        demand.forEach(d -> open.put(d.lineNumber(), d));
        var parts = new ArrayList<Part>();
        var left = new ArrayList<>(candidates);
        while (!open.isEmpty() && parts.size() <= strategy.mostSplits()) {
            var best = best(left, List.copyOf(open.values()));
            if (best == null) {
                break;
            }
            parts.add(best);
            left.removeIf(candidate -> candidate.node().id().equals(best.node()));
            best.lines().forEach(taken -> open.compute(taken.lineNumber(), (line, d) -> rest(d, taken)));
        }
        return parts;
    }

    /** The candidate that takes most units; among equals the first, which is preferred or nearer. */
    private @Nullable Part best(List<Candidate> left, List<Demand> open) {
        Part best = null;
        for (var candidate : left) {
            var lines = usable(candidate, open);
            if (!lines.isEmpty() && (best == null || units(lines) > units(best.lines()))) {
                best = new Part(candidate.node().id(), lines);
            }
        }
        return best;
    }

    private static @Nullable Demand rest(@Nullable Demand open, Demand taken) {
        return open == null || open.quantity() == taken.quantity()
                ? null
                : new Demand(open.lineNumber(), open.sku(), open.quantity() - taken.quantity());
    }

    /** What a node could take: as many units as it may promise; a store nothing of a SKU below the minimum stock. */
    private List<Demand> usable(Candidate candidate, List<Demand> open) {
        var available = new HashMap<Sku, Integer>();
        var lines = new ArrayList<Demand>();
        for (var d : open) {
            var stock = candidate.available(d.sku());
            var atLeast = candidate.node().type() == NodeType.STORE ? strategy.minimumStock() : 1;
            var units = stock < atLeast ? 0 : Math.min(available.getOrDefault(d.sku(), stock), d.quantity());
            if (units > 0) {
                lines.add(new Demand(d.lineNumber(), d.sku(), units));
                available.merge(d.sku(), stock - units, (before, unused) -> before - units);
            }
        }
        return lines;
    }

    private List<Demand> unsourced(List<Part> parts) {
        var taken = new HashMap<Integer, Integer>();
        parts.forEach(part -> part.lines().forEach(d -> taken.merge(d.lineNumber(), d.quantity(), Integer::sum)));
        return demand.stream()
                .map(d -> new Demand(d.lineNumber(), d.sku(), d.quantity() - taken.getOrDefault(d.lineNumber(), 0)))
                .filter(d -> d.quantity() > 0)
                .toList();
    }

    private List<Judged> judge(List<Part> parts) {
        var chosen = new HashMap<NodeId, Part>();
        parts.forEach(part -> chosen.put(part.node(), part));
        var judged = new ArrayList<Judged>();
        for (int i = 0; i < candidates.size(); i++) {
            judged.add(judge(candidates.get(i), i + 1, chosen));
        }
        judged.sort(Comparator.comparing((Judged j) -> !chosen.containsKey(j.node())));
        return judged;
    }

    private Judged judge(Candidate candidate, int rank, Map<NodeId, Part> chosen) {
        var could = units(usable(candidate, demand));
        var part = chosen.get(candidate.node().id());
        var missing = units(demand) - could;
        var reason = part != null
                ? "chosen for " + units(part.lines()) + " of " + units(demand) + " units"
                : missing == 0 ? "a preferred or nearer node has everything" : lacks(candidate, missing);
        return new Judged(
                candidate.node().id(),
                candidate.node().typeText(),
                Math.round(candidate.miles() * 10) / 10.0,
                could > 0,
                List.of(reason),
                could > 0 ? rank : null,
                part != null ? null : wish(missing));
    }

    private String lacks(Candidate candidate, int missing) {
        var keeps = candidate.node().type() == NodeType.STORE
                ? " (a store keeps its stock below " + strategy.minimumStock() + ")"
                : "";
        return "lacks " + missing + " of " + units(demand) + " units" + keeps;
    }

    private static String wish(int missing) {
        return missing == 0
                ? "no preferred or nearer node had everything"
                : "it could promise " + missing + " more " + (missing == 1 ? "unit" : "units");
    }

    private static int units(List<Demand> lines) {
        return lines.stream().mapToInt(Demand::quantity).sum();
    }
}
