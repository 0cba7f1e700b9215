package org.baton.app.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import org.baton.app.Command;
import org.baton.app.runtime.StartFailure;
import org.jspecify.annotations.Nullable;

/** {@code ./baton demo}: plays a retailer's day against the Baton that {@code ./baton run} started. */
public final class DemoCommand implements Command {

    private static final String TOKEN_FILE = "admin-token";

    @Override
    public String name() {
        return "demo";
    }

    @Override
    public String summary() {
        return "play orders of a fictional retailer; --orders N, --rate PER_SECOND, --mix, --seed";
    }

    @Override
    public int run(List<String> arguments) {
        if (arguments.contains("--help")) {
            System.out.print(DemoOptions.HELP);
            return 0;
        }
        var options = DemoOptions.parse(arguments);
        var client = new BatonClient(options.url(), token(options, System.getenv("BATON_TOKEN")));
        var line = LiveLine.onConsole();
        demandBaton(client, options);
        var network = new DemoNetwork();
        new NetworkLoader(client, line).load(network);
        var runId = Long.toString(System.currentTimeMillis() / 1000, Character.MAX_RADIX)
                .toLowerCase(Locale.ROOT);
        var orders = new DemoOrders(network, runId, options.seed(), options.mix());
        line.done("Placing %d orders, %s a second, as channel %s."
                .formatted(options.orders(), options.rate(), orders.channel()));
        try (var run = new DemoRun(options, orders, client, line, SimulatedAssociates.Habits.usual())) {
            var summary = run.play();
            line.done("Done.");
            summary.print(System.out);
            return summary.isGood() ? 0 : 1;
        }
    }

    static String token(DemoOptions options, @Nullable String environment) {
        if (options.token() != null) {
            return options.token();
        }
        if (environment != null && !environment.isBlank()) {
            return environment.strip();
        }
        var file = options.data().resolve(TOKEN_FILE);
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new StartFailure(
                    "No token: %s cannot be read. Is Baton running from another --data? Else give --token or BATON_TOKEN."
                            .formatted(file),
                    e);
        }
    }

    private static void demandBaton(BatonClient client, DemoOptions options) {
        try {
            var answer = client.get("/nodes?limit=1");
            if (!answer.isOk()) {
                throw new StartFailure("Baton at %s says %s".formatted(options.url(), answer.problem()));
            }
        } catch (UncheckedIOException e) {
            throw new StartFailure("Nobody answers at %s. Start Baton with ./baton run.".formatted(options.url()), e);
        }
    }
}
