package org.baton.bench;

import java.util.ArrayList;
import java.util.List;

/** Runs beside their limit, and the median of their ratios against what is demanded. */
final class Ratios {

    private final String name;
    private final double demanded;
    private final List<Double> ratios = new ArrayList<>();

    Ratios(String name, double demanded) {
        this.name = name;
        this.demanded = demanded;
    }

    void add(double limit, double reached) {
        ratios.add(reached / limit);
        System.out.printf(
                "%-34s run %d: limit %,12.0f/s   reached %,12.0f/s   ratio %.2f%n",
                name, ratios.size(), limit, reached, reached / limit);
    }

    /** The middle one; between the two middle ones if they are even in number. */
    double median() {
        var sorted = ratios.stream().sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }

    /** Prints the median; true if it is what is demanded. */
    boolean sumUp() {
        var median = median();
        System.out.printf(
                "%-34s median ratio %.2f, at least %.2f is demanded: %s%n%n",
                name, median, demanded, median >= demanded ? "reached" : "NOT reached");
        return median >= demanded;
    }
}
