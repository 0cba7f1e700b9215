package org.baton.app.journey;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What happens in a run; the same seed gives the same faults, orders and moments.
 *
 * @param orders how many are placed in each round
 * @param rate orders a second
 * @param faults what may happen; each as often as the others
 * @param directory where the log and the data are
 */
record ChaosPlan(long seed, int rounds, int orders, int rate, List<ChaosFault> faults, Path directory) {

    /** @param seed of everything that is drawn in this round */
    record Round(int number, ChaosFault fault, long seed) {}

    private static final String SHORT_FORM = "postgres,disk-full,clock,everything,broker";

    /** {@code -Dchaos.seed}, {@code rounds}, {@code orders}, {@code rate}, {@code faults} (or all). */
    static ChaosPlan ofProperties() {
        var faults = System.getProperty("chaos.faults", SHORT_FORM);
        var chosen = faults.equals("all")
                ? ChaosFault.all()
                : Arrays.stream(faults.split(",")).map(ChaosFault::of).toList();
        return new ChaosPlan(
                Long.getLong("chaos.seed", 2026),
                Integer.getInteger("chaos.rounds", chosen.size()),
                Integer.getInteger("chaos.orders", 40),
                Integer.getInteger("chaos.rate", 10),
                chosen,
                Path.of("target", "chaos").toAbsolutePath());
    }

    /** Rounds with the same number of brokers follow each other, because they share a data directory. */
    List<Round> drawn(int brokers) {
        var random = new SplittableRandom(seed);
        var deck = new ArrayList<ChaosFault>();
        return IntStream.rangeClosed(1, rounds)
                .mapToObj(number -> {
                    if (deck.isEmpty()) {
                        deck.addAll(faults);
                    }
                    return new Round(number, deck.remove(random.nextInt(deck.size())), random.nextLong());
                })
                .filter(round -> round.fault().brokers() == brokers)
                .toList();
    }

    /** How to have the same again. */
    String command() {
        var words = faults.stream().map(ChaosFault::word).collect(Collectors.joining(","));
        return "./baton test --chaos --seed %d --rounds %d --orders %d --rate %d --faults %s"
                .formatted(seed, rounds, orders, rate, words);
    }
}
