package org.baton.domain.inventory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.baton.domain.inventory.Nodes.Near;

/**
 * The network laid out so that the few nearest of thousands of nodes are found in microseconds: a k-d tree of their
 * places on a ball of radius 1. In the middle of every range is the node that parts it: what comes before lies on one
 * side of it, what comes after on the other, along the axis whose turn it is.
 */
final class Atlas {

    private static final int AXES = 3;

    private final Node[] nodes;
    /** Three coordinates of each node. */
    private final double[] places;

    Atlas(Collection<Node> network) {
        var active = network.stream().filter(Node::active).map(Placed::of).toArray(Placed[]::new);
        arrange(active, 0, active.length, 0);
        this.nodes = Arrays.stream(active).map(Placed::node).toArray(Node[]::new);
        this.places = Arrays.stream(active)
                .flatMapToDouble(placed -> Arrays.stream(placed.on()))
                .toArray();
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Placed(Node node, double[] on) {

        static Placed of(Node node) {
            return new Placed(node, onBall(node.place()));
        }
    }

    private static void arrange(Placed[] all, int from, int to, int axis) {
        if (to - from > 1) {
            Arrays.sort(all, from, to, Comparator.comparingDouble(placed -> placed.on()[axis]));
            int middle = (from + to) / 2;
            arrange(all, from, middle, (axis + 1) % AXES);
            arrange(all, middle + 1, to, (axis + 1) % AXES);
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
        var search = new Search(onBall(place), squaredChord(radiusMiles), Math.min(most, nodes.length), wanted);
        search.in(0, nodes.length, 0);
        var near = new ArrayList<Near>(search.found);
        for (int i = 0; i < search.found; i++) {
            var node = search.kept[i];
            near.add(new Near(node, node.place().milesTo(place)));
        }
        // What is all but equally far may still be in another order than its miles.
        near.sort(Comparator.comparingDouble(Near::miles)
                .thenComparing(n -> n.node().idText()));
        return near;
    }

    /** Of a distance over ground; a hair more, so that a node at the very edge is not lost to rounding. */
    private static double squaredChord(double miles) {
        double angle = Math.min(Math.PI, miles / GeoPoint.EARTH_RADIUS_MILES);
        double half = Math.sin(angle / 2);
        return 4 * half * half + 1e-12;
    }

    private final class Search {

        private final double[] on;
        private final Predicate<Node> wanted;
        private final Node[] kept;
        private final double[] chords;
        private int found;
        /** Squared; what is farther is of no use any more. */
        private double widest;

        Search(double[] on, double widest, int most, Predicate<Node> wanted) {
            this.on = on;
            this.widest = widest;
            this.kept = new Node[most];
            this.chords = new double[most];
            this.wanted = wanted;
        }

        void in(int from, int to, int axis) {
            if (from >= to) {
                return;
            }
            int middle = (from + to) / 2;
            look(middle);
            double aside = on[axis] - places[AXES * middle + axis];
            int next = axis == AXES - 1 ? 0 : axis + 1;
            in(aside < 0 ? from : middle + 1, aside < 0 ? middle : to, next);
            if (aside * aside <= widest) {
                in(aside < 0 ? middle + 1 : from, aside < 0 ? to : middle, next);
            }
        }

        private void look(int number) {
            double dx = places[AXES * number] - on[0];
            double dy = places[AXES * number + 1] - on[1];
            double dz = places[AXES * number + 2] - on[2];
            double chord = dx * dx + dy * dy + dz * dz;
            if (chord <= widest && wanted.test(nodes[number])) {
                keep(nodes[number], chord);
            }
        }

        private void keep(Node node, double chord) {
            int at = found;
            while (at > 0 && (chord < chords[at - 1] || chord == chords[at - 1] && isBefore(node, kept[at - 1]))) {
                at--;
            }
            if (at == kept.length) {
                return;
            }
            found = Math.min(found + 1, kept.length);
            System.arraycopy(kept, at, kept, at + 1, found - 1 - at);
            System.arraycopy(chords, at, chords, at + 1, found - 1 - at);
            kept[at] = node;
            chords[at] = chord;
            if (found == kept.length) {
                widest = Math.min(widest, chords[found - 1]);
            }
        }

        private static boolean isBefore(Node one, Node other) {
            return one.idText().compareTo(other.idText()) < 0;
        }
    }
}
