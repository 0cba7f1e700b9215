package org.baton.domain.inventory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.baton.domain.inventory.Nodes.Near;

/** The network laid out so that the few nearest of thousands of nodes are found in microseconds. */
final class Atlas {

    private static final double EARTH_RADIUS_MILES = 3958.7613;

    private record Found(int node, double chord) {}

    private final List<Node> nodes;
    /** Where each node lies on a ball of radius 1: three coordinates each. */
    private final double[] places;

    Atlas(Collection<Node> network) {
        this.nodes = network.stream()
                .filter(Node::active)
                .sorted(Comparator.comparing(Node::idText))
                .toList();
        this.places = new double[nodes.size() * 3];
        for (int i = 0; i < nodes.size(); i++) {
            var on = onBall(nodes.get(i).place());
            System.arraycopy(on, 0, places, 3 * i, 3);
        }
    }

    private static double[] onBall(GeoPoint place) {
        double latitude = Math.toRadians(place.latitude());
        double longitude = Math.toRadians(place.longitude());
        double flat = Math.cos(latitude);
        return new double[] {flat * Math.cos(longitude), flat * Math.sin(longitude), Math.sin(latitude)};
    }

    /** The nearest active nodes that are wanted, nearest first; equally far ones by id. */
    List<Near> nearest(GeoPoint place, double radiusMiles, int most, Predicate<Node> wanted) {
        var on = onBall(place);
        double widest = squaredChord(radiusMiles);
        // The farthest of those kept lies on top, to be replaced by a nearer one.
        var kept = new PriorityQueue<>(Comparator.comparingDouble(Found::chord)
                .thenComparingInt(Found::node)
                .reversed());
        for (int i = 0; i < nodes.size(); i++) {
            double dx = places[3 * i] - on[0];
            double dy = places[3 * i + 1] - on[1];
            double dz = places[3 * i + 2] - on[2];
            double chord = dx * dx + dy * dy + dz * dz;
            var farthest = kept.peek();
            boolean full = kept.size() >= most;
            if (chord > widest || full && farthest != null && chord >= farthest.chord() || !wanted.test(nodes.get(i))) {
                continue;
            }
            if (full) {
                var ignored = kept.poll();
            }
            kept.add(new Found(i, chord));
        }
        return nearestFirst(kept, place);
    }

    private List<Near> nearestFirst(Collection<Found> kept, GeoPoint place) {
        var near = new ArrayList<Near>(kept.size());
        for (var found : kept) {
            var node = nodes.get(found.node());
            near.add(new Near(node, node.place().milesTo(place)));
        }
        near.sort(Comparator.comparingDouble(Near::miles)
                .thenComparing(n -> n.node().idText()));
        return near;
    }

    /** Of a distance over ground; a hair more, so that a node at the very edge is not lost to rounding. */
    private static double squaredChord(double miles) {
        double angle = Math.min(Math.PI, miles / EARTH_RADIUS_MILES);
        double half = Math.sin(angle / 2);
        return 4 * half * half + 1e-12;
    }
}
