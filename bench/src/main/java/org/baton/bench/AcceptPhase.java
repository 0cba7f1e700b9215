package org.baton.bench;

import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.baton.app.access.FirstAdminToken;
import org.baton.app.cli.demo.BatonClient;
import org.baton.app.runtime.DataDirectory;
import org.baton.app.runtime.EmbeddedPostgres;
import org.baton.app.runtime.Ports;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Accepted orders a second over HTTP beside pgbench inserting the same rows into the same tables of the same PostgreSQL.
 * No engine runs meanwhile: what is accepted waits in the outbox, and the intake has the machine alone, as pgbench has.
 */
final class AcceptPhase {

    private static final double DEMANDED = 0.4;
    private static final int[] CALLERS = {4, 8, 16, 32, 64};
    /** After a quarter of a minute most of what is asked is still being compiled: each run is faster than the last. */
    private static final double WARM_UP_SECONDS = 45;

    private static final double TRIAL_SECONDS = 2;
    private static final int ACCEPTED = 202;

    private final WorkPlace place;
    private final OrderMix mix;
    private final Figures figures;
    private final AtomicInteger numbers = new AtomicInteger();

    AcceptPhase(WorkPlace place, OrderMix mix, Figures figures) {
        this.place = place;
        this.mix = mix;
        this.figures = figures;
    }

    /** @return whether what is demanded was reached */
    boolean run(Options options, int seconds, int runs) {
        var data = place.keep(DataDirectory.claim(place.path("accept")));
        var ports = place.keep(Ports.in(data, InventoryCommand.cache()));
        var postgres = place.keep(new EmbeddedPostgres(data, ports, InventoryCommand.cache()));
        postgres.start();
        try (var context = (ServletWebServerApplicationContext)
                new SpringApplicationBuilder(InventoryServer.class).run(InventoryCommand.settings(postgres))) {
            var token =
                    context.getBean(FirstAdminToken.class).ensure(data.root()).orElseThrow();
            int port = Objects.requireNonNull(context.getWebServer()).getPort();
            OrdersNetwork.bringInto(new BatonClient(URI.create("http://127.0.0.1:" + port), token));
            var pgbench = PgBench.on(
                    options.values().get("pgbench"),
                    postgres.jdbcUrl(),
                    postgres.user(),
                    postgres.password(),
                    data.root());
            return measure(context.getBean(JdbcClient.class), pgbench, port, token, seconds, runs);
        } finally {
            place.stop(postgres, ports, data);
        }
    }

    private boolean measure(JdbcClient jdbc, PgBench pgbench, int port, String token, int seconds, int runs) {
        var ignored = accept(16, WARM_UP_SECONDS, port, token);
        int callers = best(port, token);
        var script = new AcceptedRows(jdbc, mix.channel(), mix.number(numbers.get())).script();
        var tried = pgbench.script(script, 1, 1);
        var ratios = new Ratios("accepted orders", DEMANDED);
        figures.section("Accepted orders beside pgbench, " + callers + " callers each, no engine");
        var nanos = new long[0];
        for (int run = 1; run <= runs; run++) {
            double limit = pgbench.script(script, callers, seconds);
            var reached = accept(callers, seconds, port, token);
            nanos = reached.nanos();
            figures.add("Baton, run " + run, reached.perSecond(), "/s");
            figures.add("pgbench, run " + run, limit, "/s");
            ratios.add(limit, reached.perSecond());
        }
        figures.percentiles("accepting", nanos);
        figures.add("pgbench with one client", tried, "/s");
        figures.add("ratio, median", ratios.median(), "");
        figures.add("demanded", DEMANDED, "");
        return ratios.sumUp();
    }

    private int best(int port, String token) {
        int best = CALLERS[0];
        double most = 0;
        for (int callers : CALLERS) {
            double reached = accept(callers, TRIAL_SECONDS, port, token).perSecond();
            if (reached > most) {
                most = reached;
                best = callers;
            }
        }
        return best;
    }

    private Throughput.Measured accept(int callers, double seconds, int port, String token) {
        return Throughput.measure(callers, seconds, thread -> {
            var http = new HttpLoop(port, token);
            return new Throughput.Work() {
                @Override
                public void once() throws IOException {
                    int number = numbers.incrementAndGet();
                    var answer = http.post("/api/v1/orders", mix.body(number), mix.number(number));
                    if (answer.status() != ACCEPTED) {
                        throw new IOException("an order is answered with " + answer.status());
                    }
                }

                @Override
                public void close() throws IOException {
                    http.close();
                }
            };
        });
    }
}
