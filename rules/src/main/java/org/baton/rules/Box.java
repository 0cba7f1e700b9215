package org.baton.rules;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A set of inputs: in each dimension some pieces. What a row matches is a box, and so is what is left of one. */
record Box(List<BitSet> sides) {

    boolean isEmpty() {
        return sides.stream().anyMatch(BitSet::isEmpty);
    }

    Box intersect(Box other) {
        List<BitSet> common = new ArrayList<>();
        for (int i = 0; i < sides.size(); i++) {
            var side = (BitSet) sides.get(i).clone();
            side.and(other.sides.get(i));
            common.add(side);
        }
        return new Box(common);
    }

    /** What is left of this box without the other, as boxes that do not meet. */
    List<Box> minus(Box other) {
        Box common = intersect(other);
        if (common.isEmpty()) {
            return List.of(this);
        }
        List<Box> rest = new ArrayList<>();
        List<BitSet> inside = new ArrayList<>(sides);
        for (int i = 0; i < sides.size(); i++) {
            var outside = (BitSet) sides.get(i).clone();
            outside.andNot(common.sides.get(i));
            if (!outside.isEmpty()) {
                List<BitSet> slice = new ArrayList<>(inside);
                slice.set(i, outside);
                rest.add(new Box(slice));
            }
            inside.set(i, common.sides.get(i));
        }
        return rest;
    }

    String describe(List<Dimension> dimensions) {
        String words = IntStream.range(0, sides.size())
                .mapToObj(i -> dimensions.get(i).describe(sides.get(i)))
                .filter(w -> !w.isEmpty())
                .collect(Collectors.joining(" and "));
        return words.isEmpty() ? "always" : "when " + words;
    }
}
