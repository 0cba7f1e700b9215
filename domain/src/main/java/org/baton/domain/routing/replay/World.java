package org.baton.domain.routing.replay;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.NodeType;
import org.baton.domain.routing.Demand;
import org.baton.domain.routing.NetworkPlanner;
import org.baton.domain.routing.NetworkPlanner.View;
import org.baton.domain.routing.NodeInsight;
import org.baton.domain.routing.Offer;
import org.baton.domain.routing.Site;
import org.baton.domain.routing.SourcingPlanner;
import org.baton.domain.routing.SourcingPlanner.Outcome;
import org.baton.domain.routing.SourcingRequest;
import org.baton.domain.routing.StrategyRounds;
import org.baton.domain.routing.StrategyRules;
import org.baton.domain.routing.StrategyRules.Fallback;
import org.baton.domain.routing.StrategyRules.Strategy;

/**
 * The network under one set of rules: what these rules took of the stock stays taken, until the order that took it lets
 * go. Not safe for several threads.
 */
final class World {

    private record Take(int column, int site, int units) {}

    /** An order whose units may come back still. */
    private static final class Pending {

        private final SourcingRequest request;
        private final List<Take> takes = new ArrayList<>();
        private final BitSet excluded = new BitSet();
        private final Map<Sku, Integer> open = new HashMap<>();
        private int moving;

        Pending(SourcingRequest request, int units) {
            this.request = request;
            this.moving = units;
        }
    }

    private final StrategyRules rules;
    private final List<Site> sites;
    private final Columns columns;
    private final NetworkPlanner planner;
    private final int[][] stock;
    private final Map<String, Pending> pending = new HashMap<>();
    private final Totals totals = new Totals();

    World(StrategyRules rules, List<Site> sites, Columns columns) {
        this.rules = rules.pinned();
        this.sites = sites;
        this.columns = columns;
        this.planner = new NetworkPlanner(sites, this.rules);
        this.stock = new int[columns.count()][sites.size()];
    }

    Totals totals() {
        return totals;
    }

    void move(int column, int site, int units) {
        stock[column][site] += units;
    }

    /** Decides on an order, and takes what it decides. */
    WorldPlan ask(PreparedOrder order) {
        if (order.first()) {
            pending.put(order.id(), new Pending(order.request(), order.wanted()));
            return decide(order, order.request(), pending.get(order.id()), order.wanted());
        }
        var known = pending.get(order.id());
        int open = known == null
                ? 0
                : known.open.values().stream().mapToInt(i -> i).sum();
        if (known == null || open == 0) {
            return WorldPlan.nothing(0);
        }
        return decide(order, rest(order.request(), known), known, open);
    }

    /** What is open of an order, at the moment at which it was asked about again. */
    private static SourcingRequest rest(SourcingRequest now, Pending known) {
        var left = new HashMap<>(known.open);
        var demand = new ArrayList<Demand>();
        for (var line : known.request.demand()) {
            int units = Math.min(line.quantity(), left.getOrDefault(line.sku(), 0));
            if (units > 0) {
                left.merge(line.sku(), -units, Integer::sum);
                demand.add(new Demand(line.lineNumber(), line.sku(), units));
            }
        }
        return new SourcingRequest(
                now.deliveryOption(),
                now.channel(),
                now.customerTier(),
                now.orderValue(),
                now.region(),
                demand,
                now.goods(),
                now.at());
    }

    private WorldPlan decide(PreparedOrder order, SourcingRequest request, Pending kept, int wanted) {
        var skus = SourcingPlanner.skus(request.demand());
        int[] at = columns.of(skus);
        var units = new int[at.length][];
        for (int s = 0; s < at.length; s++) {
            units[s] = stock[at[s]];
        }
        var outcome = outcome(order, request, units, kept, wanted);
        skus.forEach(sku -> kept.open.put(sku, 0));
        request.demand().forEach(d -> kept.open.merge(d.sku(), d.quantity(), Integer::sum));
        return take(outcome, skus, at, kept, wanted);
    }

    private Outcome outcome(PreparedOrder order, SourcingRequest request, int[][] units, Pending kept, int wanted) {
        var view = new View(order.from().point(), units, !order.from().known(), kept.excluded);
        var round = rounds(order, request, wanted, strategy -> plan(order, request, strategy, view));
        if (order.site() < 0
                || round.plan().units() == wanted
                || round.strategy().fallback() != Fallback.NEXT_STRATEGY) {
            return round.plan();
        }
        // What the chosen store does not have may come to it from anywhere else.
        var sent = request.sentToStore();
        var around = new View(sites.get(order.site()).node().place(), units, false, kept.excluded);
        return rounds(order, sent, wanted, strategy -> planner.plan(sent, strategy, around))
                .plan();
    }

    private StrategyRounds.Round<Outcome> rounds(
            PreparedOrder order, SourcingRequest request, int wanted, Function<Strategy, Outcome> plan) {
        return StrategyRounds.run(rules, request, order.hour(), plan, outcome -> outcome.units() == wanted);
    }

    private Outcome plan(PreparedOrder order, SourcingRequest request, Strategy strategy, View view) {
        if (order.site() == PreparedOrder.DELIVERED) {
            return planner.plan(request, strategy, view);
        }
        var offers = new ArrayList<Offer>();
        if (order.site() >= 0
                && !view.excluded().get(order.site())
                && strategy.nodeTypes().contains(sites.get(order.site()).type())) {
            var units = new int[view.units().length];
            for (int s = 0; s < units.length; s++) {
                units[s] = view.units()[s][order.site()];
            }
            offers.add(new Offer(sites.get(order.site()), 0, units));
        }
        return new SourcingPlanner(request, strategy, rules, NodeInsight.NONE, offers).outcome();
    }

    private WorldPlan take(Outcome outcome, List<Sku> skus, int[] at, Pending kept, int wanted) {
        var nodes = new ArrayList<String>();
        int storeUnits = 0;
        int emptied = 0;
        for (int p = 0; p < outcome.given().length; p++) {
            var site = outcome.chosen().get(p).site();
            int position = planner.position(site);
            boolean store = site.type() == NodeType.STORE;
            nodes.add(site.node().idText());
            for (int s = 0; s < at.length; s++) {
                int units = outcome.given()[p][s];
                if (units > 0) {
                    stock[at[s]][position] -= units;
                    kept.takes.add(new Take(at[s], position, units));
                    kept.open.merge(skus.get(s), -units, Integer::sum);
                    storeUnits += store ? units : 0;
                    emptied += store && stock[at[s]][position] <= 0 ? 1 : 0;
                }
            }
        }
        nodes.sort(null);
        return new WorldPlan(
                nodes,
                wanted,
                outcome.units(),
                storeUnits,
                outcome.cost(),
                outcome.miles(),
                outcome.promiseHours(),
                emptied);
    }

    /** The order let units go: this world's order does so too, wherever it took them. */
    void release(String order, int column, int units) {
        var known = pending.get(order);
        if (known == null) {
            return;
        }
        int left = units;
        for (int t = known.takes.size() - 1; t >= 0 && left > 0; t--) {
            var take = known.takes.get(t);
            if (take.column() == column) {
                int back = Math.min(left, take.units());
                stock[column][take.site()] += back;
                shrink(known.takes, t, back);
                left -= back;
            }
        }
        moved(order, known, units);
    }

    /** Units left in truth: this world's may not come back either. */
    void ship(String order, int units) {
        var known = pending.get(order);
        if (known != null) {
            moved(order, known, units);
        }
    }

    private void moved(String order, Pending known, int units) {
        known.moving -= units;
        if (known.moving <= 0) {
            pending.remove(order);
        }
    }

    /** A node gave units back: it would have done so here too, if it was chosen here. */
    void reject(String order, int column, int site, int units, Sku sku) {
        var known = pending.get(order);
        if (known == null) {
            return;
        }
        int left = units;
        for (int t = known.takes.size() - 1; t >= 0 && left > 0; t--) {
            var take = known.takes.get(t);
            if (take.column() == column && take.site() == site) {
                int back = Math.min(left, take.units());
                stock[column][site] += back;
                shrink(known.takes, t, back);
                left -= back;
                known.open.merge(sku, back, Integer::sum);
                known.excluded.set(site);
                totals.givenBack(back, sites.get(site).type() == NodeType.STORE);
            }
        }
    }

    private static void shrink(List<Take> takes, int t, int units) {
        var take = takes.get(t);
        if (take.units() == units) {
            takes.remove(t);
        } else {
            takes.set(t, new Take(take.column(), take.site(), take.units() - units));
        }
    }

    /** Orders whose units may come back still. */
    int pending() {
        return pending.size();
    }
}
