package org.baton.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.baton.app.Command;
import org.baton.app.cli.demo.SimulatedAssociates;
import org.baton.app.cli.demo.SimulatedAssociates.Habits;
import org.baton.app.runtime.StartFailure;

/**
 * What an order costs: orders at a fixed rate through a whole Baton of the bench's own, and how fast Baton is beside what
 * its engine and its database could do at all.
 */
final class OrdersCommand implements Command {

    private static final String USAGE = "[--rate PER_SECOND (15)] [--seconds N (60)] [--warmup SECONDS (20)] [--mix "
            + OrderMix.USUAL + "] [--runs N (3)] [--in-flight N (200)] [--limit-seconds N (20)]"
            + " [--only orders|limits|accept|sustain] [--sustain SECONDS] [--people N (16)] [--pgbench PROGRAM]"
            + " [--out DIR] [--url U --data DIR]";
    private static final Set<String> PHASES = Set.of("orders", "limits", "accept", "sustain");
    private static final Duration LOOKS_EVERY = Duration.ofMillis(250);
    private static final String SUSTAIN_SECONDS = "600";

    @Override
    public String name() {
        return "orders";
    }

    @Override
    public String summary() {
        return "what an order costs, beside the limits of engine and database: " + USAGE;
    }

    @Override
    public int run(List<String> arguments) {
        var options = Options.parse(arguments, USAGE);
        var only = options.or("only", options.values().containsKey("sustain") ? "sustain" : "");
        if (!only.isEmpty() && !PHASES.contains(only)) {
            throw new StartFailure("--only takes one of " + PHASES + ". Usage: " + USAGE);
        }
        var figures = new Figures();
        try (var place = WorkPlace.make("orders")) {
            var good = measure(options, only, place, figures);
            figures.print(System.out);
            System.out.println("\nWritten to " + figures.write(Path.of(options.or("out", "target/bench")), "orders"));
            return good ? 0 : 1;
        }
    }

    private static boolean measure(Options options, String only, WorkPlace place, Figures figures) {
        var run = Long.toString(System.currentTimeMillis() / 1000, Character.MAX_RADIX);
        var mix = OrderMix.of(run, options.or("mix", OrderMix.USUAL));
        figures.about("processors", Runtime.getRuntime().availableProcessors());
        figures.about("Java", Runtime.version().toString());
        figures.about("mix in percent", options.or("mix", OrderMix.USUAL));
        var good = true;
        if (!only.equals("accept")) {
            good = whole(options, only, place, mix, figures);
        }
        if (only.isEmpty() || only.equals("accept")) {
            good &= new AcceptPhase(place, mix, figures).run(options, limitSeconds(options), runs(options));
        }
        return good;
    }

    private static boolean whole(Options options, String only, WorkPlace place, OrderMix mix, Figures figures) {
        var baton = place.keep(baton(options, place));
        baton.awaitReady();
        OrdersNetwork.bringInto(baton.client());
        var load = place.keep(new OrderLoad(mix, baton.port(), baton.token()));
        var habits = new Habits(0, 0, LOOKS_EVERY, number(options, "people", "16"));
        var people = place.keep(new SimulatedAssociates(baton.client(), mix::isMine, habits));
        people.start();
        var phase = new OrdersPhase(baton, load, new OrdersBooks(baton.database(), mix.channel()), figures);
        var good = phases(options, only, place, phase);
        good &= new OrdersCheck(baton.client(), figures).run();
        place.stop(people, load, baton);
        return good;
    }

    private static BatonChild baton(Options options, WorkPlace place) {
        var url = options.values().get("url");
        return url == null
                ? BatonChild.launch(place.path("baton"))
                : BatonChild.running(Path.of(options.required("data")), URI.create(url));
    }

    private static boolean phases(Options options, String only, WorkPlace place, OrdersPhase phase) {
        var rate = Double.parseDouble(options.or("rate", "15"));
        phase.warmUp(rate, number(options, "warmup", "20"));
        return switch (only) {
            case "sustain" -> phase.run("sustained", rate, number(options, "sustain", SUSTAIN_SECONDS));
            case "orders" -> phase.run("orders", rate, number(options, "seconds", "60"));
            case "limits" -> limits(options, place, phase);
            default -> phase.run("orders", rate, number(options, "seconds", "60")) & limits(options, place, phase);
        };
    }

    private static boolean limits(Options options, WorkPlace place, OrdersPhase phase) {
        var idle = place.keep(new IdleEngine(place.path("idle"), InventoryCommand.cache()));
        idle.start();
        var good = new LimitPhase(phase.baton(), phase.load(), phase.books(), idle, phase.figures())
                .run(number(options, "in-flight", "200"), limitSeconds(options), runs(options));
        place.stop(idle);
        return good;
    }

    private static int limitSeconds(Options options) {
        return number(options, "limit-seconds", "20");
    }

    private static int runs(Options options) {
        return number(options, "runs", "3");
    }

    private static int number(Options options, String name, String otherwise) {
        var text = options.or(name, otherwise);
        if (!text.matches("[1-9]\\d{0,5}")) {
            throw new StartFailure("--" + name + " is a number, not " + text + ". Usage: " + USAGE);
        }
        return Integer.parseInt(text);
    }
}
