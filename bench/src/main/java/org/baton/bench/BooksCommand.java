package org.baton.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.baton.app.Command;
import org.baton.app.runtime.DataDirectory;
import org.baton.app.runtime.EmbeddedPostgres;
import org.baton.app.runtime.Ports;
import org.baton.app.runtime.StartFailure;
import org.baton.domain.operations.Check;
import org.baton.domain.operations.Checks;
import org.baton.domain.operations.Resumption;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Generates the books of a million orders in a PostgreSQL of its own, runs every check on them, and asks for the plans of
 * the statements that Baton asks all the time. The engine is not part of it: whatever it is asked for lives.
 */
final class BooksCommand implements Command {

    private static final String USAGE = "./baton bench check [--orders 1000000]";
    private static final double MOST_SECONDS = 600;

    /** What is wanted of a statement that somebody waits for. */
    private static final double MOST_MS = 100;

    /** The server with a database that tells its plans. */
    @Configuration(proxyBeanMethods = false)
    static class Explaining {

        @Bean
        static BeanPostProcessor explaining() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof DataSource database ? new Explained(database) : bean;
                }
            };
        }
    }

    @Override
    public String name() {
        return "check";
    }

    @Override
    public String summary() {
        return "every check, and the plans of the hot statements, on a million orders: " + USAGE;
    }

    @Override
    public int run(List<String> arguments) {
        int orders = Integer.parseInt(Options.parse(arguments, USAGE).or("orders", "1000000"));
        try {
            var directory = Files.createTempDirectory("baton-bench-check-");
            var cache = Path.of(
                            System.getenv().getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache"))
                    .resolve("baton");
            try (var data = DataDirectory.claim(directory.resolve("data"));
                    var ports = Ports.in(data, cache);
                    var postgres = new EmbeddedPostgres(data, ports, cache)) {
                postgres.start();
                return measure(postgres, orders);
            } finally {
                remove(directory);
            }
        } catch (IOException e) {
            throw new StartFailure("The bench has no place to work: " + e.getMessage(), e);
        }
    }

    private static int measure(EmbeddedPostgres postgres, int orders) {
        Map<String, Object> properties = Map.of(
                "spring.datasource.url", postgres.jdbcUrl(),
                "spring.datasource.username", postgres.user(),
                "spring.datasource.password", postgres.password(),
                "server.port", "0",
                "logging.level.root", "warn");
        try (var context = new SpringApplicationBuilder(InventoryServer.class, Explaining.class)
                .properties(properties)
                .run()) {
            var jdbc = context.getBean(JdbcClient.class);
            generate(context, jdbc, orders);
            var well = check(context);
            well &= new HotStatements(context, MOST_MS).run(orders);
            return well ? 0 : 1;
        }
    }

    private static void generate(ConfigurableApplicationContext context, JdbcClient jdbc, int orders) {
        System.out.printf("Generating the books of %,d orders%n", orders);
        var began = System.nanoTime();
        BooksData.write(
                jdbc,
                context.getBean(TransactionTemplate.class),
                orders,
                (table, rows) -> System.out.printf("  %-18s %,12d rows after %.0f s%n", table, rows, since(began)));
        var size = jdbc.sql("select pg_size_pretty(pg_database_size(current_database()))")
                .query(String.class)
                .single();
        System.out.printf("Generated and analysed in %.0f s: %s%n%n", since(began), size);
    }

    private static boolean check(ConfigurableApplicationContext context) {
        var checks = context.getBean(Checks.class);
        double sum = 0;
        var well = true;
        System.out.printf("%-14s %12s %9s %9s%n", "check", "looked at", "found", "seconds");
        for (var check : Check.values()) {
            var began = System.nanoTime();
            var result = checks.run(check, Duration.ofMinutes(5));
            var seconds = since(began);
            sum += seconds;
            // An engine that says that everything lives has left-overs.
            well &= result.found() == 0 || check == Check.LEFT_OVERS;
            System.out.printf("%-14s %,12d %,9d %9.1f%n", check.text(), result.looked(), result.found(), seconds);
            result.findings().stream()
                    .filter(finding -> check != Check.LEFT_OVERS)
                    .limit(3)
                    .forEach(finding -> System.out.println("  " + finding));
        }
        System.out.printf("all checks in %.1f s%n%n", sum);
        return well & sum < MOST_SECONDS & resumption(context);
    }

    private static boolean resumption(ConfigurableApplicationContext context) {
        var jdbc = context.getBean(JdbcClient.class);
        jdbc.sql("insert into engine_generation (number, mark, began_at) values (1, 'bench', now())")
                .update();
        var resumption = context.getBean(Resumption.class);
        var began = System.nanoTime();
        long looked = 0;
        String next = "";
        while (next != null) {
            var part = resumption.resume(next, 5_000, Duration.ofMinutes(5), true, "bench");
            looked += part.looked();
            next = part.next();
        }
        System.out.printf("resume --dry-run looked at %,d orders in %.1f s%n%n", looked, since(began));
        return looked > 0;
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static void remove(Path directory) {
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
