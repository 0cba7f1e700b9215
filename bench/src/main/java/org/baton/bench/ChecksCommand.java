package org.baton.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.baton.app.Command;
import org.baton.app.runtime.DataDirectory;
import org.baton.app.runtime.EmbeddedPostgres;
import org.baton.app.runtime.Ports;
import org.baton.app.runtime.StartFailure;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How long {@code ./baton check} takes on the books of a million orders and whether it finds what is wrong in them, and
 * how the statements are planned that Baton asks all the time. Starts a PostgreSQL of its own and removes it afterwards,
 * unless it is told a directory: that one is kept, and the books that are in it are used again.
 */
final class ChecksCommand implements Command {

    private static final String USAGE = "./baton bench check [--orders 1000000] [--data DIR]";
    private static final double GIGABYTE = 1 << 30;

    @Override
    public String name() {
        return "check";
    }

    @Override
    public String summary() {
        return "the checks and the plans of statements on a million orders: " + USAGE;
    }

    @Override
    public int run(List<String> arguments) {
        var options = Options.parse(arguments, USAGE);
        long orders = Long.parseLong(options.or("orders", "1000000"));
        var kept = options.values().get("data");
        Path work = null;
        try {
            work = kept == null ? Files.createTempDirectory("baton-bench-check-") : null;
            var cache = InventoryCommand.cache();
            try (var data = DataDirectory.claim(work == null ? Path.of(kept) : work.resolve("data"));
                    var ports = Ports.in(data, cache);
                    var postgres = new EmbeddedPostgres(data, ports, cache)) {
                postgres.start();
                return measure(postgres, data.root().resolve("logs/postgres.log"), orders);
            }
        } catch (IOException e) {
            throw new StartFailure("The bench has no place to work: " + e.getMessage(), e);
        } finally {
            InventoryCommand.remove(work);
        }
    }

    private static int measure(EmbeddedPostgres postgres, Path log, long orders) throws IOException {
        try (var context = new SpringApplicationBuilder(ChecksContext.class)
                .web(WebApplicationType.NONE)
                .lazyInitialization(true)
                .run(InventoryCommand.settings(postgres))) {
            var jdbc = context.getBean(JdbcClient.class);
            if (!GeneratedBooks.areIn(jdbc)) {
                System.out.printf("Writing the books of %,d orders:%n", orders);
                GeneratedBooks.write(postgres.jdbcUrl(), postgres.user(), postgres.password(), orders);
            }
            System.out.printf("The database has %.1f GB%n", size(jdbc) / GIGABYTE);
            var well = new ChecksRun(context).run();
            well &= new Questions(context, new PlanLog(log)).run();
            IndexUse.print(jdbc);
            return well ? 0 : 1;
        }
    }

    private static long size(JdbcClient jdbc) {
        return jdbc.sql("select pg_database_size(current_database())")
                .query(Long.class)
                .single();
    }
}
