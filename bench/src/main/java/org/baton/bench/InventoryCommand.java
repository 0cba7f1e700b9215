package org.baton.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.baton.app.Command;
import org.baton.app.access.FirstAdminToken;
import org.baton.app.runtime.DataDirectory;
import org.baton.app.runtime.EmbeddedPostgres;
import org.baton.app.runtime.Ports;
import org.baton.app.runtime.StartFailure;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Stock: lookups, reservations and snapshots, each beside its own limit measured in the same run. Starts a PostgreSQL
 * and a server of its own and removes them afterwards.
 */
final class InventoryCommand implements Command {

    private static final String USAGE =
            "[--seconds N] [--runs N] [--pgbench PROGRAM] [--products N]" + " [--only lookups|reservations|snapshots]";

    @Override
    public String name() {
        return "inventory";
    }

    @Override
    public String summary() {
        return "lookups, reservations and snapshots of stock, each beside its limit: " + USAGE;
    }

    @Override
    public int run(List<String> arguments) {
        var options = Options.parse(arguments, USAGE);
        Path work = null;
        try {
            work = Files.createTempDirectory("baton-bench-inventory-");
            var cache = cache();
            try (var data = DataDirectory.claim(work.resolve("data"));
                    var ports = Ports.in(data, cache);
                    var postgres = new EmbeddedPostgres(data, ports, cache)) {
                postgres.start();
                return measure(options, work, postgres);
            }
        } catch (IOException e) {
            throw new StartFailure("The bench has no place to work: " + e.getMessage(), e);
        } finally {
            remove(work);
        }
    }

    /** Where Baton keeps the unpacked programs. */
    static Path cache() {
        return Path.of(System.getenv().getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache"))
                .resolve("baton");
    }

    private static int measure(Options options, Path work, EmbeddedPostgres postgres) {
        var pgbench = PgBench.prepare(
                options.values().get("pgbench"), postgres.jdbcUrl(), postgres.user(), postgres.password(), work);
        System.out.println("pgbench is " + pgbench.program() + "; the server is Baton's own PostgreSQL, durable.");
        try (var context = (ServletWebServerApplicationContext)
                new SpringApplicationBuilder(InventoryServer.class).run(settings(postgres))) {
            var token = context.getBean(FirstAdminToken.class).ensure(work).orElseThrow();
            var port = Objects.requireNonNull(context.getWebServer()).getPort();
            int seconds = Integer.parseInt(options.or("seconds", "8"));
            int runs = Integer.parseInt(options.or("runs", "3"));
            int products = Integer.parseInt(options.or("products", "520"));
            var network = new InventoryNetwork(context.getBean(JdbcClient.class));
            network.makeNodes();
            var snapshots = new SnapshotBench(context, port, token, work, runs);
            snapshots.load(network);
            Map<String, BooleanSupplier> benches = new LinkedHashMap<>();
            benches.put("lookups", new LookupBench(context, port, token, seconds, runs)::run);
            benches.put("reservations", new ReservationBench(context, pgbench, seconds, runs)::run);
            benches.put("snapshots", () -> snapshots.run(network, products));
            var only = options.values().get("only");
            var reached = true;
            for (var bench : benches.entrySet()) {
                if (only == null || only.equals(bench.getKey())) {
                    reached &= bench.getValue().getAsBoolean();
                }
            }
            return reached ? 0 : 1;
        }
    }

    /** What {@link InventoryServer} needs to know of its database, stronger than what Baton's own file says. */
    static String[] settings(EmbeddedPostgres postgres) {
        return new String[] {
            "--spring.datasource.url=" + postgres.jdbcUrl(),
            "--spring.datasource.username=" + postgres.user(),
            "--spring.datasource.password=" + postgres.password(),
            "--server.port=0",
            "--server.tomcat.max-keep-alive-requests=-1"
        };
    }

    /** Removes a directory with all that is in it. */
    static void remove(@Nullable Path work) {
        if (work == null) {
            return;
        }
        try (var files = Files.walk(work)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            System.err.println("What the bench left is in " + work);
        }
    }
}
