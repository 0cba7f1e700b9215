package org.baton.domain.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.baton.domain.inventory.GeoPoint;
import org.baton.domain.inventory.NodeType;
import org.baton.domain.routing.SourcingPlanner.Outcome;
import org.baton.domain.routing.StrategyRules.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * Plans one order after another over the same network by the same rules, for who compares thousands. It gives the answer
 * of {@link SourcingPlanner#outcome}, but looks closer only at the nearest node of each kind and carriage zone: the others
 * of that zone cost the same or more, and come later among equals. Where this cannot be said (units decide, the carriage
 * table computes, or no single node may give everything), it asks {@link SourcingPlanner}. Not safe for several threads.
 */
public final class NetworkPlanner {

    /** A zone whose nearest nodes are refused again and again is left to the planner that judges all. */
    private static final int MOST_REFUSALS = 64;

    private static final int TYPES = NodeType.values().length;

    private final Site[] sites;
    private final int[] types;
    private final Chords chords;
    private final StrategyRules rules;
    private final double @Nullable [] bounds;
    /** Zones of each type. */
    private final int zones;

    private final Map<Site, Integer> positions = new IdentityHashMap<>();
    private final int[] heads;
    private final double[] headChords;
    private final BitSet refused = new BitSet();

    /**
     * One order's look at the network.
     *
     * @param from where the customer is
     * @param units of each SKU of the request at each site
     * @param anywhere whether the radius counts for nothing, because nobody knows where the customer is
     * @param excluded sites that are not asked
     */
    public record View(GeoPoint from, int[][] units, boolean anywhere, BitSet excluded) {}

    public NetworkPlanner(List<Site> sites, StrategyRules rules) {
        this.sites = sites.toArray(Site[]::new);
        this.types = sites.stream().mapToInt(site -> site.type().ordinal()).toArray();
        this.chords = new Chords(sites);
        this.rules = rules;
        this.bounds = rules.carriageBounds().orElse(null);
        this.zones = bounds == null ? 0 : 2 * bounds.length + 1;
        this.heads = new int[TYPES * zones];
        this.headChords = new double[heads.length];
        for (int i = 0; i < this.sites.length; i++) {
            positions.put(this.sites[i], i);
        }
    }

    /** Where a site stands in the network. */
    public int position(Site site) {
        return positions.getOrDefault(site, -1);
    }

    /** The site nearest to a place, the first by id among equals; -1 without any. Any thread may ask. */
    public int nearest(GeoPoint place) {
        var from = chords.from(place);
        int nearest = -1;
        double least = 0;
        for (int i = 0; i < sites.length; i++) {
            double chord = from.chord(i);
            if (nearest < 0 || isNearer(i, chord, nearest, least, from)) {
                nearest = i;
                least = chord;
            }
        }
        return nearest;
    }

    private boolean isNearer(int i, double chord, int other, double otherChord, Chords.From from) {
        if (!chords.isNear(chord, otherChord)) {
            return chord < otherChord;
        }
        double a = from.miles(i);
        double b = from.miles(other);
        return a < b
                || a == b
                        && sites[i].node()
                                        .idText()
                                        .compareTo(sites[other].node().idText())
                                < 0;
    }

    /** The plan under a strategy. */
    public Outcome plan(SourcingRequest request, Strategy strategy, View view) {
        var known = bounds;
        var quick = known == null || strategy.objective().equals("balance")
                ? null
                : new Quick(request, strategy, view, known).find();
        return quick != null
                ? quick
                : new SourcingPlanner(request, strategy, rules, NodeInsight.NONE, offers(strategy, view)).outcome();
    }

    private List<Offer> offers(Strategy strategy, View view) {
        var offers = new ArrayList<Offer>();
        var from = chords.from(view.from());
        double radius = view.anywhere() ? Double.POSITIVE_INFINITY : strategy.radiusMiles();
        double farthest = chords.farthest(radius);
        for (int i = 0; i < sites.length; i++) {
            if (from.chord(i) <= farthest
                    && strategy.nodeTypes().contains(sites[i].type())
                    && !view.excluded().get(i)
                    && holdsAnything(i, view)) {
                double miles = from.miles(i);
                if (miles <= radius) {
                    offers.add(offer(i, miles, view));
                }
            }
        }
        return offers;
    }

    private static boolean holdsAnything(int i, View view) {
        for (int[] units : view.units()) {
            if (units[i] > 0) {
                return true;
            }
        }
        return false;
    }

    private Offer offer(int i, double miles, View view) {
        var units = new int[view.units().length];
        for (int s = 0; s < units.length; s++) {
            units[s] = view.units()[s][i];
        }
        return new Offer(sites[i], miles, units);
    }

    /** The search for one node that gives everything. */
    private final class Quick {

        private final Strategy strategy;
        private final View view;
        private final int[][] units;
        private final int[] wanted;
        private final int[][] atLeast = new int[TYPES][];
        private final Assessor assessor;
        private final Chords.From from;
        private final Chords.Scale scale;
        private final double radius;
        private final double farthest;
        private final @Nullable Assessment[] priced = new Assessment[heads.length];

        Quick(SourcingRequest request, Strategy strategy, View view, double[] bounds) {
            var skus = SourcingPlanner.skus(request.demand());
            this.strategy = strategy;
            this.view = view;
            this.units = view.units();
            this.wanted = SourcingPlanner.wanted(request.demand(), skus);
            this.assessor = new Assessor(request, strategy, rules, NodeInsight.NONE, skus, wanted);
            this.from = chords.from(view.from());
            this.scale = chords.scale(bounds);
            this.radius = view.anywhere() ? Double.POSITIVE_INFINITY : strategy.radiusMiles();
            this.farthest = chords.farthest(radius);
            for (var type : NodeType.values()) {
                var least = strategy.nodeTypes().contains(type) ? wanted.clone() : new int[0];
                for (int s = 0; s < least.length && type == NodeType.STORE; s++) {
                    least[s] = Math.max(strategy.minimumStock(), least[s]);
                }
                atLeast[type.ordinal()] = least;
            }
        }

        @Nullable
        Outcome find() {
            if (wanted.length == 0) {
                return null;
            }
            refused.clear();
            Arrays.fill(heads, -1);
            scan(-1);
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
                heads[zone] = -1;
                priced[zone] = null;
                scan(zone);
            }
            return null;
        }

        /** Finds the nearest node of each zone, or of one zone again. */
        private void scan(int only) {
            for (int i = 0; i < types.length; i++) {
                int[] least = atLeast[types[i]];
                if (least.length == 0 || !covers(i, least)) {
                    continue;
                }
                double chord = from.chord(i);
                if (chord > farthest) {
                    continue;
                }
                int at = types[i] * zones + scale.zone(chord, i, from);
                if ((only < 0 || only == at)
                        && (heads[at] < 0 || isNearer(i, chord, heads[at], headChords[at], from))
                        && isOpen(i, chord)) {
                    heads[at] = i;
                    headChords[at] = chord;
                }
            }
        }

        private boolean covers(int i, int[] least) {
            for (int s = 0; s < least.length; s++) {
                if (units[s][i] < least[s]) {
                    return false;
                }
            }
            return true;
        }

        private boolean isOpen(int i, double chord) {
            return !refused.get(i)
                    && !view.excluded().get(i)
                    && (chord < farthest - 2 * Chords.ROUNDING || from.miles(i) <= radius);
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
                known = assessor.price(offer(heads[zone], from.miles(heads[zone]), view));
                priced[zone] = known;
            }
            return known;
        }
    }
}
