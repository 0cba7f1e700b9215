package org.baton.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.baton.app.runtime.StartFailure;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's own benchmark, against the same server in a database of its own: the limit that Baton is held against.
 * It is looked for on the PATH; PostgreSQL's embedded programs do not bring it.
 */
final class PgBench {

    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+) \\(without initial");
    private static final String DATABASE = "pgbench";
    private static final String ONE_ROW = "UPDATE pgbench_accounts SET abalance = abalance + 1 WHERE aid = 1;\n";

    private static final long SCRIPT_RUN = 10_000_000_000L;

    private final Path program;
    private final URI server;
    private final String user;
    private final String password;
    private final Path scripts;
    private final String database;
    private int scriptRuns;

    private PgBench(Path program, String jdbcUrl, String user, String password, Path scripts, String database) {
        this.program = program;
        this.server = URI.create(jdbcUrl.substring("jdbc:".length()));
        this.user = user;
        this.password = password;
        this.scripts = scripts;
        this.database = database;
    }

    /** For scripts against a server's own tables; makes nothing. */
    static PgBench on(@Nullable String named, String jdbcUrl, String user, String password, Path scripts) {
        var path = URI.create(jdbcUrl.substring("jdbc:".length())).getPath();
        return new PgBench(program(named), jdbcUrl, user, password, scripts, path.substring(1));
    }

    /** Makes its database with 100,000 rows. */
    static PgBench prepare(@Nullable String named, String jdbcUrl, String user, String password, Path scripts) {
        var bench = new PgBench(program(named), jdbcUrl, user, password, scripts, DATABASE);
        try (var connection = DriverManager.getConnection(jdbcUrl, user, password);
                var statement = connection.createStatement()) {
            statement.execute("drop database if exists " + DATABASE);
            statement.execute("create database " + DATABASE);
            Files.writeString(scripts.resolve("one-row.sql"), ONE_ROW);
        } catch (SQLException | IOException e) {
            throw new StartFailure("pgbench cannot be prepared: " + e.getMessage(), e);
        }
        var ignored = bench.run(List.of("--initialize", "--quiet", "--scale=1"));
        return bench;
    }

    private static Path program(@Nullable String named) {
        return (named == null ? onPath() : Optional.of(Path.of(named)))
                .filter(Files::isExecutable)
                .orElseThrow(() -> new StartFailure(
                        "pgbench is not on the PATH: install PostgreSQL's client tools, or name it with --pgbench."));
    }

    private static Optional<Path> onPath() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(directory -> Path.of(directory, "pgbench"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Where the program was found. */
    Path program() {
        return program;
    }

    /** Transactions a second that all update one row. */
    double oneRow(int clients, int seconds) {
        return measure(clients, seconds, List.of("--file=" + scripts.resolve("one-row.sql")));
    }

    /** Transactions a second of pgbench's simple update, over 100,000 rows. */
    double simpleUpdate(int clients, int seconds) {
        return measure(clients, seconds, List.of("--skip-some-updates"));
    }

    /**
     * Transactions a second of a script, which is told a number of its own at every run as {@code base}, and counts its
     * rounds in {@code n}.
     */
    double script(String text, int clients, int seconds) {
        try {
            var file = Files.writeString(scripts.resolve("script.sql"), text);
            var base = Long.toString(++scriptRuns * SCRIPT_RUN);
            return measure(clients, seconds, List.of("--file=" + file, "--define=n=0", "--define=base=" + base));
        } catch (IOException e) {
            throw new StartFailure("pgbench cannot be prepared: " + e.getMessage(), e);
        }
    }

    private double measure(int clients, int seconds, List<String> what) {
        var arguments = new ArrayList<>(
                List.of("--client=" + clients, "--jobs=2", "--time=" + seconds, "--protocol=prepared", "--no-vacuum"));
        arguments.addAll(what);
        var output = run(arguments);
        var tps = TPS.matcher(output);
        if (!tps.find()) {
            throw new StartFailure("pgbench said nothing of its speed: " + output);
        }
        return Double.parseDouble(tps.group(1));
    }

    private String run(List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.addAll(List.of("--host=" + server.getHost(), "--port=" + server.getPort(), "--username=" + user));
        command.addAll(arguments);
        command.add(database);
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("PGPASSWORD", password);
            var process = builder.start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new StartFailure("pgbench failed: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new StartFailure("pgbench did not run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("pgbench was stopped.", e);
        }
    }
}
