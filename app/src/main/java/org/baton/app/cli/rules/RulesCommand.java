package org.baton.app.cli.rules;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.baton.app.Command;
import org.baton.app.cli.Arguments;
import org.baton.app.cli.Connection;
import org.baton.app.cli.demo.LiveLine;
import org.baton.app.runtime.StartFailure;

/** {@code ./baton rules}: what is in force, and the way of an edited table until it is. */
public final class RulesCommand implements Command {

    private static final String USAGE = """
            Usage: ./baton rules ACTION
              list                                       what is in force
              versions TABLE                             the versions of a table, newest first
              export TABLE [--version N] [--out DIR]     the file for Camunda Modeler, and its golden cases
              check FILE [--cases FILE]                  what is wrong with an edited table; needs no running Baton
              upload FILE [--cases FILE] [--note TEXT]   keep it as a draft
              try TABLE N --from TIME --to TIME [--with TABLE:N]...
                                                         decide the orders of a past period by it
              publish TABLE N --note TEXT [--evidence REPLAY] [--with TABLE:N]...
              rollback TABLE [--to N|shipped] --note TEXT
              require-replay TABLE on|off                demand a replay before versions are published
              what-if FILE|ORDER [--stock NODE:SKU=UNITS]... [--with TABLE:N]...
                                                         where one order would go; FILE holds JSON as POST /orders takes
            All take --url URL and --data DIR. Times are written as 2026-11-20 or 2026-11-20T16:00:00Z.""";

    private static final Set<String> VALUED =
            Set.of("--version", "--out", "--cases", "--note", "--from", "--to", "--with", "--evidence", "--stock");

    private final Map<String, String> environment;
    private final PrintStream out;

    public RulesCommand() {
        this(System.getenv(), System.out);
    }

    /** @param environment of the process, or what stands for it */
    public RulesCommand(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    @Override
    public String name() {
        return "rules";
    }

    @Override
    public String summary() {
        return "list|check|upload|try|publish|rollback|export|what-if …: versions of rule tables";
    }

    @Override
    public int run(List<String> words) {
        var valued = new HashSet<>(Connection.OPTIONS);
        valued.addAll(VALUED);
        var arguments = Arguments.parse(words, valued, Set.of("--help"));
        if (arguments.has("--help") || arguments.words().isEmpty()) {
            System.err.println(USAGE);
            return arguments.has("--help") ? 0 : 2;
        }
        try {
            return act(arguments);
        } catch (UncheckedIOException e) {
            throw new StartFailure("Baton cannot be reached (" + e.getCause() + "). Name it with --url.", e);
        } catch (IOException e) {
            throw new StartFailure("The file cannot be read or written: " + e.getMessage(), e);
        } catch (IllegalStateException e) {
            throw new StartFailure("Baton refused: " + e.getMessage(), e);
        }
    }

    private int act(Arguments arguments) throws IOException {
        var action = arguments.words().getFirst();
        if (action.equals("check")) {
            return new OfflineCheck(out).run(RuleWords.of(arguments, 1, USAGE), arguments);
        }
        var tables = new TableActions(Connection.open(arguments, environment), out);
        var trials = new TrialActions(
                Connection.open(arguments, environment),
                out,
                out == System.out ? LiveLine.onConsole() : new LiveLine(out, false));
        return switch (action) {
            case "list" -> tables.list();
            case "versions" -> tables.versions(RuleWords.of(arguments, 1, USAGE).getFirst());
            case "export" -> tables.export(RuleWords.of(arguments, 1, USAGE).getFirst(), arguments);
            case "upload" -> tables.upload(RuleWords.of(arguments, 1, USAGE).getFirst(), arguments);
            case "publish" -> tables.publish(RuleWords.of(arguments, 2, USAGE), arguments);
            case "rollback" -> tables.rollback(RuleWords.of(arguments, 1, USAGE).getFirst(), arguments);
            case "require-replay" -> tables.requireReplay(RuleWords.of(arguments, 2, USAGE));
            case "try" -> trials.replay(RuleWords.of(arguments, 2, USAGE), arguments);
            case "what-if" -> trials.whatIf(RuleWords.of(arguments, 1, USAGE).getFirst(), arguments);
            default -> throw new StartFailure("There is no action " + action + ". " + USAGE);
        };
    }
}
