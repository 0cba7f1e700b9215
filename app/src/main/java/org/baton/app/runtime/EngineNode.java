package org.baton.app.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which broker of the embedded engine: the only one, or one of three that keep copies of each other's work.
 *
 * @param number from 1
 * @param of how many there are
 */
record EngineNode(int number, int of) {

    static final EngineNode ONLY = new EngineNode(1, 1);

    /** How many brokers an embedded engine may have: one, or as few as survive the loss of one. */
    static final List<Integer> SIZES = List.of(1, 3);

    /**
     * All brokers of the engine in a directory.
     *
     * @param asked by the user; null to go on with as many as it has, or with one
     * @throws StartFailure if its data was made by another number of brokers
     */
    static List<EngineNode> in(Path directory, @Nullable Integer asked) {
        int had = brokersOf(directory);
        if (had > 0 && asked != null && asked != had) {
            throw new StartFailure("The engine in " + directory + " was made with --brokers " + had
                    + ", and its data cannot be spread anew. Leave --brokers out, or choose another directory with"
                    + " --data DIR.");
        }
        int count = had > 0 ? had : asked == null ? 1 : asked;
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> new EngineNode(number, count))
                .toList();
    }

    /** 0 when no broker has written anything yet. */
    private static int brokersOf(Path directory) {
        return SIZES.stream()
                .filter(size -> Files.exists(new EngineNode(1, size).data(directory)))
                .findFirst()
                .orElse(0);
    }

    /** As the user reads it. */
    String name() {
        return of == 1 ? "Engine" : "Broker " + number;
    }

    /** Where it keeps what is its own. */
    Path home(Path directory) {
        return of == 1 ? directory : directory.resolve(Integer.toString(number));
    }

    Path data(Path directory) {
        return home(directory).resolve("data");
    }

    EnginePorts ports(Ports ports) {
        return EnginePorts.choose(ports, number);
    }

    /** The addresses under which the brokers find each other. */
    String contacts(Ports ports) {
        return String.join(
                ",",
                IntStream.rangeClosed(1, of)
                        .mapToObj(each ->
                                "127.0.0.1:" + EnginePorts.choose(ports, each).internal())
                        .toList());
    }

    /** Three share the machine that one has for itself. */
    String memory() {
        return of == 1 ? "-Xms512m -Xmx1g" : "-Xms256m -Xmx512m";
    }
}
