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
import tools.jackson.databind.JsonNode;

/** {@code ./baton check}: proves that stock, reservations, payments, messages and processes agree. */
public final class CheckCommand implements Command {

    private static final String USAGE = """
            Usage: ./baton check [NAME]... [--repair] [--grace SECONDS] [--url URL] [--data DIR]
            Runs the named checks, or all of them, on the running Baton. It changes nothing unless told to. What changed
            in the last 300 seconds, or those of --grace, may still be on its way and is left alone.
              --repair    first mend what follows from the books alone: it moves no money and guesses nothing; what was
                          mended is printed and stands in the orders' histories
            Exit code 0: nothing was found, or all of it was mended; 1: something is left.""";

    /** Millions of orders take minutes. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Map<String, String> environment;
    private final PrintStream out;

    public CheckCommand() {
        this(System.getenv(), System.out);
    }

    CheckCommand(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    @Override
    public String name() {
        return "check";
    }

    @Override
    public String summary() {
        return "[NAME]... [--repair] [--grace SECONDS]: prove that the books and the processes agree";
    }

    @Override
    public int run(List<String> words) {
        var valued = new HashSet<>(Connection.OPTIONS);
        valued.add("--grace");
        var arguments = Arguments.parse(words, valued, Set.of("--help", "--repair"));
        if (arguments.has("--help")) {
            System.err.println(USAGE);
            return 0;
        }
        var client = Connection.open(arguments, environment).patient(PATIENCE);
        var request = new HashMap<String, Object>(Map.of("repair", arguments.has("--repair")));
        arguments.last("--grace").ifPresent(grace -> request.put("graceSeconds", seconds(grace)));
        try {
            var names = arguments.words().isEmpty()
                    ? client.all("/checks").stream()
                            .map(check -> check.path("name").asString(""))
                            .toList()
                    : arguments.words();
            var wrong =
                    names.stream().mapToLong(name -> run(client, name, request)).sum();
            out.println(wrong == 0 ? "Nothing is wrong." : wrong + " findings.");
            return wrong == 0 ? 0 : 1;
        } catch (UncheckedIOException e) {
            throw new StartFailure("Baton cannot be reached (" + e.getCause() + "). Name it with --url.", e);
        } catch (IllegalStateException e) {
            throw new StartFailure("Baton refused: " + e.getMessage(), e);
        }
    }

    static int seconds(String text) {
        if (!text.matches("\\d{1,5}")) {
            throw new StartFailure("--grace is a number of seconds, not " + text + ".");
        }
        return Integer.parseInt(text);
    }

    private long run(BatonClient client, String name, Map<String, Object> request) {
        out.printf("  %-14s ", name);
        out.flush();
        var began = System.nanoTime();
        var answer = client.post("/checks/" + name, request);
        if (!answer.isOk()) {
            out.println();
            throw new StartFailure(name + " was refused: " + answer.problem());
        }
        var result = answer.body();
        var found = result.path("found").asLong(0);
        out.printf(
                "%,12d looked at in %.1f s: %s%n",
                result.path("looked").asLong(0),
                (System.nanoTime() - began) / 1e9,
                found == 0
                        ? "all is well"
                        : found + " FOUND against: " + result.path("promise").asString(""));
        result.path("repaired").forEach(repaired -> tell("MENDED  ", repaired));
        result.path("findings").forEach(finding -> tell("", finding));
        if (found > 0) {
            out.println("      What to do: " + result.path("advice").asString(""));
        }
        return found;
    }

    private void tell(String word, JsonNode finding) {
        out.println("      " + word + finding.path("subject").asString("") + ": "
                + finding.path("text").asString(""));
    }
}
