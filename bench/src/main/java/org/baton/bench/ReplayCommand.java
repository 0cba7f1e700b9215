package org.baton.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.baton.app.Command;
import org.baton.app.runtime.DataDirectory;
import org.baton.app.runtime.EmbeddedPostgres;
import org.baton.app.runtime.Ports;
import org.baton.app.runtime.StartFailure;
import org.baton.domain.routing.replay.DraftRules.Draft;
import org.baton.domain.routing.replay.ReplayRun;
import org.baton.domain.routing.replay.Replays;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A day of 284,000 orders against a draft, read from a PostgreSQL of its own on this machine: orders a second, and how much
 * memory is in use at the middle and near the end.
 */
final class ReplayCommand implements Command {

    private static final String USAGE = "./baton bench replay [--orders 284000]";
    private static final int LEAST_PER_SECOND = 5_000;
    private static final double MOST_GROWTH = 1.25;
    private static final long LOOK_EVERY_NS = Duration.ofMillis(250).toNanos();
    private static final int MIDDLE = 45;
    private static final int LATE = 90;
    private static final double MICRO = 1_000;
    private static final double MEGABYTE = 1 << 20;

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public String summary() {
        return "a day of 284,000 orders against a draft: " + USAGE;
    }

    @Override
    public int run(List<String> arguments) {
        int orders = Integer.parseInt(Options.parse(arguments, USAGE).or("orders", "284000"));
        try {
            var directory = Files.createTempDirectory("baton-bench-replay-");
            try (var data = DataDirectory.claim(directory);
                    var ports = Ports.in(data, directory.resolve("cache"));
                    var postgres = new EmbeddedPostgres(data, ports, directory.resolve("cache"))) {
                postgres.start();
                return run(postgres, orders);
            } finally {
                remove(directory);
            }
        } catch (IOException e) {
            throw new StartFailure("The replay's files cannot be written: " + e.getMessage(), e);
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    private static int run(EmbeddedPostgres postgres, int orders) {
        try (var context = new SpringApplicationBuilder(ReplayBenchContext.class)
                .web(WebApplicationType.NONE)
                .properties(Map.of(
                        "spring.config.name",
                        "bench",
                        "spring.main.banner-mode",
                        "off",
                        "logging.level.root",
                        "warn",
                        "spring.datasource.url",
                        postgres.jdbcUrl(),
                        "spring.datasource.username",
                        postgres.user(),
                        "spring.datasource.password",
                        postgres.password()))
                .run()) {
            load(context, orders);
            return replay(context.getBean(Replays.class), orders);
        }
    }

    private static void load(ConfigurableApplicationContext context, int orders) {
        System.out.printf(
                "Writing a day: %,d orders, %,d nodes, %d SKUs ...%n", orders, ReplayData.NODES, ReplayData.SKUS);
        var started = System.nanoTime();
        var jdbc = context.getBean(JdbcClient.class);
        context.getBean(TransactionTemplate.class).executeWithoutResult(status -> ReplayData.write(jdbc, orders));
        System.out.printf(
                "Written after %d s: %,d stock records, %,d movements%n",
                Duration.ofNanos(System.nanoTime() - started).toSeconds(),
                count(jdbc, "stock"),
                count(jdbc, "stock_movement"));
    }

    private static long count(JdbcClient jdbc, String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    private static int replay(Replays replays, int orders) {
        var drafts = Map.of("sourcing-strategy", new Draft("draft", draft()));
        var started = System.nanoTime();
        var worked = worked();
        var run = replays.start(
                new Replays.Trial(Map.of("sourcing-strategy", 1), drafts),
                Instant.parse(ReplayData.DAY),
                Instant.parse(ReplayData.END),
                "bench",
                () -> {});
        double middle = 0;
        double late = 0;
        while (run.status() == ReplayRun.Status.RUNNING) {
            LockSupport.parkNanos(LOOK_EVERY_NS);
            run = replays.find(run.id());
            long percent = run.ordersDone() * 100 / orders;
            System.out.printf("\r%,d of %,d orders (%d %%)   ", run.ordersDone(), orders, percent);
            if (middle == 0 && percent >= MIDDLE) {
                middle = megabytes();
            } else if (late == 0 && percent >= LATE) {
                late = megabytes();
            }
        }
        int status = print(run, (System.nanoTime() - started) / 1e9, middle, late);
        System.out.printf(
                "This process worked for %.0f microseconds an order; a busy machine does not stretch that%n",
                worked().minus(worked).toNanos() / MICRO / orders);
        return status;
    }

    /** The shipped table with another limit for what a store may cost more. */
    private static byte[] draft() {
        try (var table = Objects.requireNonNull(
                ReplayCommand.class.getClassLoader().getResourceAsStream("rules/routing/sourcing-strategy.dmn"))) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("<text>2.50</text>", "<text>4.00</text>")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Processor time of all threads; the database's is not in it. */
    private static Duration worked() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static double megabytes() {
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / MEGABYTE;
    }

    private static int print(ReplayRun run, double seconds, double middle, double late) {
        var report = run.report();
        if (report == null) {
            System.out.println("\nThe replay failed: " + run.problem());
            return 1;
        }
        double perSecond = run.ordersDone() / seconds;
        System.out.printf("%n%s%n", report.toPrettyString());
        System.out.printf(
                "%,d orders in %.1f s: %,.0f orders/s, each decided twice (limit %,d; ratio %.2f)%n",
                run.ordersDone(), seconds, perSecond, LEAST_PER_SECOND, perSecond / LEAST_PER_SECOND);
        System.out.printf(
                "Memory in use after a collection: %.0f MB at %d %%, %.0f MB at %d %% (ratio %.2f)%n",
                middle, MIDDLE, late, LATE, late / middle);
        return perSecond >= LEAST_PER_SECOND && late <= middle * MOST_GROWTH ? 0 : 1;
    }
}
