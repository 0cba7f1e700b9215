package org.baton.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.baton.app.Command;
import org.baton.app.cli.importing.FileImport;
import org.baton.app.cli.importing.Kind;
import org.baton.app.runtime.StartFailure;

/** {@code ./baton import}: brings files of nodes, products, stock and orders into a running Baton. */
public final class ImportCommand implements Command {

    private static final String USAGE =
            "Usage: ./baton import nodes|products|stock|orders FILE [--refused FILE] [--id-prefix store-] [--url URL]"
                    + " [--data DIR]";

    /** For one batch of rows: a busy machine takes its time, and a batch that is sent again is only slower. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Map<String, String> environment;

    public ImportCommand() {
        this(System.getenv());
    }

    ImportCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public String name() {
        return "import";
    }

    @Override
    public String summary() {
        return "nodes|products|stock|orders FILE: take a CSV file, or GeoJSON for nodes";
    }

    @Override
    public int run(List<String> words) {
        var valued = new HashSet<>(Connection.OPTIONS);
        valued.addAll(Set.of("--refused", "--id-prefix"));
        var arguments = Arguments.parse(words, valued, Set.of("--help"));
        if (arguments.has("--help") || arguments.words().size() != 2) {
            System.err.println(USAGE);
            return arguments.has("--help") ? 0 : 2;
        }
        var kind = Kind.of(arguments.words().getFirst()).orElseThrow(() -> new StartFailure(USAGE));
        var file = arguments.words().getLast();
        var refused = arguments.last("--refused").orElse(file + ".refused.csv");
        var prefix = arguments.last("--id-prefix").orElse("store-");
        try {
            new FileImport(Connection.open(arguments, environment).patient(PATIENCE), System.out)
                    .run(kind, Path.of(file), Path.of(refused), prefix);
            return 0;
        } catch (IOException | UncheckedIOException e) {
            throw new StartFailure("The import stopped: " + e, e);
        }
    }
}
