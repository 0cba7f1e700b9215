package org.baton.app.cli.demo;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.baton.app.runtime.StartFailure;
import org.jspecify.annotations.Nullable;

/**
 * What the user wrote after {@code ./baton demo}.
 *
 * @param orders how many are placed
 * @param rate orders a second
 * @param mix share of each delivery option; the shares need not add up to anything
 * @param seed the same seed gives the same orders
 * @param url where Baton is
 * @param data where the admin token lies
 * @param patience how long nothing may happen before it gives up
 * @param token to call with; null to read it from the data directory
 */
record DemoOptions(
        int orders,
        double rate,
        Map<String, Integer> mix,
        long seed,
        URI url,
        Path data,
        Duration patience,
        @Nullable String token) {

    static final String HELP = """
            ./baton demo plays orders of a fictional retailer through the Baton that ./baton run started.
              --orders N          how many (300)
              --rate PER_SECOND   how fast (10)
              --mix SHARES        of the delivery options (ship=70,pickup=20,same-day=10)
              --seed N            the same seed makes the same orders (1)
              --url URL           where Baton is (http://127.0.0.1:8080)
              --data DIR          where its admin token lies (.baton); else --token TOKEN, or BATON_TOKEN
              --patience SECONDS  gives up when nothing has happened for so long (90)
            Exits with 1 when an order is stuck, lost or refused.
            """;

    private static final Set<String> OPTIONS = Set.of("ship", "pickup", "same-day", "curbside");
    private static final Set<String> NAMES =
            Set.of("--orders", "--rate", "--mix", "--seed", "--url", "--data", "--token", "--patience");

    /** @throws StartFailure naming what is wrong */
    static DemoOptions parse(List<String> arguments) {
        var given = new LinkedHashMap<String, String>();
        Iterator<String> words = arguments.stream()
                .flatMap(word ->
                        word.startsWith("--") && word.contains("=") ? Stream.of(word.split("=", 2)) : Stream.of(word))
                .iterator();
        while (words.hasNext()) {
            var name = words.next();
            if (!NAMES.contains(name)) {
                throw new StartFailure("demo does not know " + name + "; ./baton demo --help tells what it knows.");
            }
            if (!words.hasNext()) {
                throw new StartFailure(name + " needs a value.");
            }
            given.put(name, words.next());
        }
        return new DemoOptions(
                (int) number("--orders", given.getOrDefault("--orders", "300"), 1, 1_000_000),
                number("--rate", given.getOrDefault("--rate", "10"), 0.1, 1_000),
                mix(given.getOrDefault("--mix", "ship=70,pickup=20,same-day=10")),
                (long) number("--seed", given.getOrDefault("--seed", "1"), Integer.MIN_VALUE, Integer.MAX_VALUE),
                url(given.getOrDefault("--url", "http://127.0.0.1:8080")),
                Path.of(given.getOrDefault("--data", ".baton")),
                Duration.ofSeconds((long) number("--patience", given.getOrDefault("--patience", "90"), 1, 86_400)),
                given.get("--token"));
    }

    private static double number(String name, String text, double from, double to) {
        try {
            var number = Double.parseDouble(text);
            if (number >= from && number <= to) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new StartFailure(
                "%s takes a number from %s to %s, not %s.".formatted(name, plain(from), plain(to), text));
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }

    private static Map<String, Integer> mix(String text) {
        var mix = new LinkedHashMap<String, Integer>();
        for (var part : text.split(",", -1)) {
            var pair = part.split("=", -1);
            if (pair.length != 2 || !OPTIONS.contains(pair[0]) || !pair[1].matches("[0-9]{1,6}")) {
                throw new StartFailure("--mix is written as ship=70,pickup=20,same-day=10, not " + text + ".");
            }
            mix.put(pair[0], Integer.valueOf(pair[1]));
        }
        if (mix.values().stream().mapToInt(Integer::intValue).sum() == 0) {
            throw new StartFailure("--mix must ask for something.");
        }
        return mix;
    }

    private static URI url(String text) {
        if (!text.matches("https?://[^/\\s]+/?")) {
            throw new StartFailure("--url is written as http://127.0.0.1:8080, not " + text + ".");
        }
        return URI.create(text);
    }
}
