package org.baton.app;

import java.util.List;
import org.baton.app.cli.CheckCommand;
import org.baton.app.cli.ImportCommand;
import org.baton.app.cli.LintCommand;
import org.baton.app.cli.ResumeCommand;
import org.baton.app.cli.TokenCommand;
import org.baton.app.cli.demo.DemoCommand;
import org.baton.app.cli.rules.RulesCommand;
import org.baton.app.runtime.RunCommand;
import org.baton.app.runtime.StartFailure;

/** The command line's entry: finds the command and turns its outcome into an exit code. */
public final class Baton {

    private static final List<Command> COMMANDS = List.of(
            new RunCommand(),
            new DemoCommand(),
            new ImportCommand(),
            new TokenCommand(),
            new LintCommand(),
            new CheckCommand(),
            new ResumeCommand(),
            new RulesCommand());

    private Baton() {}

    /** Runs the named command. */
    public static void main(String[] args) {
        System.exit(execute("./baton", COMMANDS, List.of(args)));
    }

    /** Runs one of some commands, as named by the first argument. */
    public static int execute(String program, List<Command> commands, List<String> arguments) {
        if (arguments.isEmpty()) {
            return usage(program, commands);
        }
        for (Command command : commands) {
            if (command.name().equals(arguments.getFirst())) {
                return attempt(command, arguments.subList(1, arguments.size()));
            }
        }
        System.err.println("baton: there is no command " + arguments.getFirst());
        return usage(program, commands);
    }

    private static int attempt(Command command, List<String> arguments) {
        try {
            return command.run(arguments);
        } catch (StartFailure e) {
            System.err.println("baton: " + e.getMessage());
            return 1;
        }
    }

    private static int usage(String program, List<Command> commands) {
        System.err.println("Usage: " + program + " COMMAND [options]");
        commands.forEach(command -> System.err.printf("  %-8s %s%n", command.name(), command.summary()));
        return 2;
    }
}
