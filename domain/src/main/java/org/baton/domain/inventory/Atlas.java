package org.baton.domain.inventory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.baton.domain.inventory.Nodes.Near;

/** The network laid out so that the few nearest of thousands of nodes are found in microseconds. */
final class Atlas {

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
        var around = around(onBall(place), squaredChord(radiusMiles));
        var near = new ArrayList<Near>();
        while (near.size() < most && !around.isEmpty()) {
            var node = nodes.get(around.take());
            if (wanted.test(node)) {
                near.add(new Near(node, node.place().milesTo(place)));
            }
        }
        // What is all but equally far may still be in another order than its miles.
        near.sort(Comparator.comparingDouble(Near::miles)
                .thenComparing(n -> n.node().idText()));
        return near;
    }

    private NearestFirst around(double[] on, double widest) {
        var around = new NearestFirst(nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            double dx = places[3 * i] - on[0];
            double dy = places[3 * i + 1] - on[1];
            double dz = places[3 * i + 2] - on[2];
            double chord = dx * dx + dy * dy + dz * dz;
            if (chord <= widest) {
                around.add(i, chord);
            }
        }
        around.order();
        return around;
    }

    /** Of a distance over ground; a hair more, so that a node at the very edge is not lost to rounding. */
    private static double squaredChord(double miles) {
        double angle = Math.min(Math.PI, miles / GeoPoint.EARTH_RADIUS_MILES);
        double half = Math.sin(angle / 2);
        return 4 * half * half + 1e-12;
    }
}
