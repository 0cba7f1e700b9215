package org.baton.domain.routing;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.baton.domain.inventory.NodeType;
import org.baton.domain.routing.SourcingPlanner.Outcome;
import org.baton.domain.routing.StrategyRules.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * Plans one order after another over the same network, for who compares thousands. It gives the answer of {@link
 * SourcingPlanner#outcome}, but looks closer only at the nearest node of each kind and carriage zone: the others of that
 * zone cost the same or more, and come later among equals. Where this cannot be said (units decide, the carriage table
 * computes, or no single node may give everything), it asks {@link SourcingPlanner}.
 */
public final class NetworkPlanner {

    /** A zone whose nearest nodes are refused again and again is left to the planner that judges all. */
    private static final int MOST_REFUSALS = 64;

    private static final int MOST_ZONES = 128;
    private static final int TYPES = NodeType.values().length;

    private final Site[] sites;
    private final int[] types;
    private final Map<Site, Integer> positions = new IdentityHashMap<>();
    private final int[] heads = new int[TYPES * MOST_ZONES];
    private final BitSet refused = new BitSet();

    /**
     * One order's look at the network.
     *
     * @param miles of each site from the customer
     * @param units of each SKU of the request at each site
     * @param anywhere whether the radius counts for nothing, because nobody knows where the customer is
     * @param excluded sites that are not asked
     */
    public record View(double[] miles, int[][] units, boolean anywhere, BitSet excluded) {}

    public NetworkPlanner(List<Site> sites) {
        this.sites = sites.toArray(Site[]::new);
        this.types = sites.stream().mapToInt(site -> site.type().ordinal()).toArray();
        for (int i = 0; i < this.sites.length; i++) {
            positions.put(this.sites[i], i);
        }
    }

    /** Where a site stands in the network. */
    public int position(Site site) {
        return positions.getOrDefault(site, -1);
    }

    /** The plan under a strategy. */
    public Outcome plan(SourcingRequest request, Strategy strategy, StrategyRules rules, View view) {
        var quick = strategy.objective().equals("balance") ? null : new Quick(request, strategy, rules, view).find();
        return quick != null
                ? quick
                : new SourcingPlanner(request, strategy, rules, NodeInsight.NONE, offers(strategy, view)).outcome();
    }

    private List<Offer> offers(Strategy strategy, View view) {
        var offers = new ArrayList<Offer>();
        for (int i = 0; i < sites.length; i++) {
            if (isReachable(i, strategy, view) && holdsAnything(i, view)) {
                offers.add(offer(i, view));
            }
        }
        return offers;
    }

    private boolean isReachable(int i, Strategy strategy, View view) {
        return (view.anywhere() || view.miles()[i] <= strategy.radiusMiles())
                && strategy.nodeTypes().contains(sites[i].type())
                && !view.excluded().get(i);
    }

    private static boolean holdsAnything(int i, View view) {
        for (int[] units : view.units()) {
            if (units[i] > 0) {
                return true;
            }
        }
        return false;
    }

    private Offer offer(int i, View view) {
        var units = new int[view.units().length];
        for (int s = 0; s < units.length; s++) {
            units[s] = view.units()[s][i];
        }
        return new Offer(sites[i], view.miles()[i], units);
    }

    /** The search for one node that gives everything. */
    private final class Quick {

        private final Strategy strategy;
        private final StrategyRules rules;
        private final View view;
        private final int[] wanted;
        private final int[][] atLeast;
        private final boolean[] wantedType = new boolean[TYPES];
        private final Assessor assessor;
        private final @Nullable Assessment[] priced = new Assessment[heads.length];

        Quick(SourcingRequest request, Strategy strategy, StrategyRules rules, View view) {
            var skus = SourcingPlanner.skus(request.demand());
            this.strategy = strategy;
            this.rules = rules;
            this.view = view;
            this.wanted = SourcingPlanner.wanted(request.demand(), skus);
            this.assessor = new Assessor(request, strategy, rules, NodeInsight.NONE, skus, wanted);
            this.atLeast = new int[TYPES][wanted.length];
            for (var type : NodeType.values()) {
                wantedType[type.ordinal()] = strategy.nodeTypes().contains(type);
                for (int s = 0; s < wanted.length; s++) {
                    atLeast[type.ordinal()][s] =
                            type == NodeType.STORE ? Math.max(strategy.minimumStock(), wanted[s]) : wanted[s];
                }
            }
        }

        @Nullable
        Outcome find() {
            refused.clear();
            if (wanted.length == 0 || !scan(-1)) {
                return null;
            }
            for (int refusals = 0; refusals < MOST_REFUSALS; refusals++) {
                int zone = best();
                if (zone < 0) {
                    return null;
                }
                var head = priced(zone);
                assessor.judge(head);
                if (head.covers(wanted)) {
                    return SourcingPlanner.outcome(List.of(head), new int[][] {wanted.clone()});
                }
                refused.set(heads[zone]);
                if (!scan(zone)) {
                    return null;
                }
            }
            return null;
        }

        /** Finds the nearest node of each zone, or of one zone again; false if the zones are not known. */
        private boolean scan(int only) {
            forget(only);
            double radius = view.anywhere() ? Double.POSITIVE_INFINITY : strategy.radiusMiles();
            double[] miles = view.miles();
            for (int i = 0; i < sites.length; i++) {
                if (miles[i] > radius || !wantedType[types[i]] || !covers(i)) {
                    continue;
                }
                int zone = rules.carriageZone(miles[i]);
                if (zone < 0 || zone >= MOST_ZONES) {
                    return false;
                }
                int at = types[i] * MOST_ZONES + zone;
                if ((only < 0 || only == at)
                        && (heads[at] < 0 || isBefore(i, heads[at]))
                        && !refused.get(i)
                        && !view.excluded().get(i)) {
                    heads[at] = i;
                }
            }
            return true;
        }

        private void forget(int only) {
            if (only >= 0) {
                heads[only] = -1;
                priced[only] = null;
            } else {
                java.util.Arrays.fill(heads, -1);
            }
        }

        private boolean covers(int i) {
            int[] least = atLeast[types[i]];
            for (int s = 0; s < least.length; s++) {
                if (view.units()[s][i] < least[s]) {
                    return false;
                }
            }
            return true;
        }

        private boolean isBefore(int i, int head) {
            double a = view.miles()[i];
            double b = view.miles()[head];
            return a < b
                    || a == b
                            && sites[i].node()
                                            .idText()
                                            .compareTo(sites[head].node().idText())
                                    < 0;
        }

        private int best() {
            int best = -1;
            long score = Long.MAX_VALUE;
            for (int zone = 0; zone < heads.length; zone++) {
                if (heads[zone] < 0) {
                    continue;
                }
                var head = priced(zone);
                long mine = SourcingPlanner.score(head, strategy, wanted);
                if (best < 0
                        || mine < score
                        || mine == score && SourcingPlanner.FIRST.compare(head, priced(best)) < 0) {
                    best = zone;
                    score = mine;
                }
            }
            return best;
        }

        private Assessment priced(int zone) {
            var known = priced[zone];
            if (known == null) {
                known = assessor.price(offer(heads[zone], view));
                priced[zone] = known;
            }
            return known;
        }
    }
}
