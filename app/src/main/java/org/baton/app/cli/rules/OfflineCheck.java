package org.baton.app.cli.rules;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.baton.app.cli.Arguments;
import org.baton.app.runtime.StartFailure;
import org.baton.domain.rulebook.RuleFinding;
import org.baton.domain.rulebook.RuleTables.Shipped;
import org.baton.rules.DecisionTables;
import org.baton.rules.ShippedRuleTables;

/** Checks an edited table on the analyst's machine as an upload would; the other tables are those that Baton ships. */
final class OfflineCheck {

    private static final String DMN = ".dmn";

    private final PrintStream out;

    OfflineCheck(PrintStream out) {
        this.out = out;
    }

    int run(List<String> words, Arguments arguments) throws IOException {
        var file = Path.of(words.getFirst());
        var tables = new ShippedRuleTables(DecisionTables.shipped());
        var shipped = shipped(tables, table(file));
        var cases = arguments.last("--cases");
        var checked = tables.check(
                shipped.name(),
                Files.readAllBytes(file),
                cases.isPresent() ? Files.readString(Path.of(cases.get())) : shipped.cases());
        return print(out, checked.findings()) ? 1 : 0;
    }

    /** A table's file is named like the table. */
    static String table(Path file) {
        var name = file.getFileName().toString();
        if (!name.endsWith(DMN)) {
            throw new StartFailure(
                    "A rule table's file is named like the table and ends in .dmn: " + file + " does not.");
        }
        return name.substring(0, name.length() - DMN.length());
    }

    private static Shipped shipped(ShippedRuleTables tables, String table) {
        return tables.shipped().stream()
                .filter(s -> s.name().equals(table))
                .findFirst()
                .orElseThrow(() -> new StartFailure("Baton asks no table " + table + "; it asks "
                        + String.join(
                                ", ",
                                tables.shipped().stream().map(Shipped::name).toList()) + "."));
    }

    /** Prints what was found; true if anything is an error. */
    static boolean print(PrintStream out, List<RuleFinding> findings) {
        findings.forEach(f -> out.println(f.severity() + "  " + f.place() + ": " + f.message()));
        var errors = findings.stream().filter(RuleFinding::isError).count();
        out.println(
                findings.isEmpty()
                        ? "Nothing stands against it."
                        : errors + " errors, " + (findings.size() - errors) + " warnings");
        return errors > 0;
    }
}
