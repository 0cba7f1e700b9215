package org.baton.app.cli;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.baton.app.Command;
import org.baton.app.cli.demo.BatonClient;
import org.baton.app.runtime.StartFailure;

/** {@code ./baton resume}: starts processes again that the engine lost with its data. */
public final class ResumeCommand implements Command {

    private static final String USAGE = """
            Usage: ./baton resume [--dry-run] [--grace SECONDS] [--url URL] [--data DIR]
            Starts the processes of orders again whose process is gone, on the running Baton: the engine was lost with
            its disk, or somebody cancelled instances in it. What was charged, told, bought or reserved stays as it is
            and is not done again. Orders whose process lives are left alone, and so are those that were resumed, or
            accepted by this engine, in the last 300 seconds or those of --grace: their process may be on its way. It
            may be stopped and repeated at any time.
              --dry-run   only count
            Exit code 0: nothing had to be resumed, or all of it was; 1: with --dry-run, something must be.""";

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Map<String, String> environment;
    private final PrintStream out;

    public ResumeCommand() {
        this(System.getenv(), System.out);
    }

    ResumeCommand(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    @Override
    public String name() {
        return "resume";
    }

    @Override
    public String summary() {
        return "[--dry-run] [--grace SECONDS]: start processes again that the engine lost";
    }

    @Override
    public int run(List<String> words) {
        var valued = new HashSet<>(Connection.OPTIONS);
        valued.add("--grace");
        var arguments = Arguments.parse(words, valued, Set.of("--help", "--dry-run"));
        if (arguments.has("--help")) {
            System.err.println(USAGE);
            return 0;
        }
        if (!arguments.words().isEmpty()) {
            throw new StartFailure("resume takes no names: it looks at every order.");
        }
        var trial = arguments.has("--dry-run");
        var request = new HashMap<String, Object>(Map.of("dryRun", trial));
        arguments.last("--grace").ifPresent(grace -> request.put("graceSeconds", CheckCommand.seconds(grace)));
        try {
            return run(Connection.open(arguments, environment).patient(PATIENCE), request, trial);
        } catch (UncheckedIOException e) {
            throw new StartFailure("Baton cannot be reached (" + e.getCause() + "). Name it with --url.", e);
        } catch (IllegalStateException e) {
            throw new StartFailure("Baton refused: " + e.getMessage(), e);
        }
    }

    private int run(BatonClient client, Map<String, Object> request, boolean trial) {
        long looked = 0;
        long resumed = 0;
        while (true) {
            var answer = client.post("/resumptions", request);
            if (!answer.isOk()) {
                throw new StartFailure("It was refused: " + answer.problem());
            }
            var part = answer.body();
            looked += part.path("looked").asLong(0);
            for (var order : part.path("resumed")) {
                resumed++;
                out.println("  " + order.asString("") + (trial ? " has no process" : " goes on"));
            }
            out.printf("  %,d orders looked at, %,d %s%n", looked, resumed, trial ? "without process" : "resumed");
            var next = part.path("nextCursor").asString("");
            if (next.isEmpty()) {
                return summed(resumed, part.path("cadences").asLong(0), trial);
            }
            request.put("cursor", next);
        }
    }

    private int summed(long resumed, long cadences, boolean trial) {
        if (resumed + cadences == 0) {
            out.println("Every process lives: nothing to resume.");
            return 0;
        }
        out.printf(
                "%,d orders and %,d cadences of messages %s.%n",
                resumed, cadences, trial ? "must be resumed" : "go on");
        return trial ? 1 : 0;
    }
}
