package org.baton.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.baton.app.Command;
import org.baton.app.cli.demo.BatonClient;
import org.baton.app.cli.demo.SimulatedAssociates;
import org.baton.app.cli.demo.SimulatedAssociates.Habits;
import org.baton.app.runtime.StartFailure;

/**
 * Takes orders through stores alone, half of them collected and half of them shipped, with staff who reject some and miss
 * some; then looks into the books: all have ended, the stock ledger balances, no line was fulfilled twice.
 */
final class StoresCommand implements Command {

    private static final String USAGE =
            "[--orders N (2000)] [--rate PER_SECOND (10)] [--rejects SHARE (0.05)] [--short SHARE (0.02)] [--people N (24)]"
                    + " [--seed S] [--patience SECONDS (180)] [--url U] [--data DIR]";

    @Override
    public String name() {
        return "stores";
    }

    @Override
    public String summary() {
        return "orders through stores, with rejections and short picks: " + USAGE;
    }

    @Override
    public int run(List<String> arguments) {
        var options = Options.parse(arguments, USAGE);
        var data = Path.of(options.or("data", ".baton"));
        var client = new BatonClient(URI.create(options.or("url", "http://127.0.0.1:8080")), token(data));
        var run = new StoresRun(
                client,
                Long.toString(System.currentTimeMillis() / 1000, Character.MAX_RADIX),
                Integer.parseInt(options.or("orders", "2000")),
                Double.parseDouble(options.or("rate", "10")),
                new SplittableRandom(Long.parseLong(options.or("seed", "1"))));
        var habits = new Habits(
                Double.parseDouble(options.or("rejects", "0.05")),
                Double.parseDouble(options.or("short", "0.02")),
                Duration.ofMillis(250),
                Integer.parseInt(options.or("people", "24")));
        run.stock();
        var patience = Long.parseLong(options.or("patience", "180"));
        var began = System.nanoTime();
        try (var associates = new SimulatedAssociates(client, run::isMine, habits)) {
            associates.start();
            run.place();
            var ended = run.awaitEnd(TimeUnit.SECONDS.toNanos(patience));
            var seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
            var done = associates.done();
            System.out.printf(
                    "%d orders in %d s; staff did %d tasks, rejected %d, picked short %d, came too late for %d%n",
                    run.orders(), seconds, done.tasks(), done.rejected(), done.shortPicks(), done.refused());
            return new StoresReport(StoresReport.connect(data), run.channel()).print(System.out) && ended ? 0 : 1;
        }
    }

    private static String token(Path data) {
        try {
            return Files.readString(data.resolve("admin-token")).strip();
        } catch (IOException e) {
            throw new StartFailure("No token in " + data + ": is Baton running from there?", e);
        }
    }
}
