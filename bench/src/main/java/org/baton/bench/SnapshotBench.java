package org.baton.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import org.baton.app.runtime.StartFailure;
import org.postgresql.PGConnection;
import org.springframework.context.ApplicationContext;

/**
 * A snapshot of a million rows over HTTP, beside COPY of the same file into a table of its columns: first as a nightly
 * snapshot of which some rows differ, then as the first one, where every row is new.
 */
final class SnapshotBench {

    static final int FEW_PRODUCTS = 52;

    private static final double DEMANDED = 0.25;
    private static final int DIFFERING_PERCENT = 2;
    private static final double NANOS = 1e9;

    private final ApplicationContext context;
    private final int port;
    private final String token;
    private final Path work;
    private final int runs;
    private final HttpClient http = HttpClient.newHttpClient();

    SnapshotBench(ApplicationContext context, int port, String token, Path work, int runs) {
        this.context = context;
        this.port = port;
        this.token = token;
        this.work = work;
        this.runs = runs;
    }

    /** Brings in the stock that the other measurements need. */
    void load(InventoryNetwork network) {
        network.makeProducts(0, FEW_PRODUCTS);
        var file = work.resolve("few.csv");
        var rows = InventoryNetwork.writeSnapshot(file, 0, FEW_PRODUCTS, 0, now());
        System.out.printf(
                "%,d rows of stock at %,d nodes, the first snapshot: %,.0f rows/s%n%n",
                rows, InventoryNetwork.NODES, rows / taken(file));
    }

    boolean run(InventoryNetwork network, int products) {
        network.makeProducts(FEW_PRODUCTS, FEW_PRODUCTS + products);
        var file = work.resolve("many.csv");
        var rows = InventoryNetwork.writeSnapshot(file, FEW_PRODUCTS, FEW_PRODUCTS + products, 0, now());
        var first = taken(file);
        System.out.printf(
                "first snapshot of %,d rows, all new: %,.0f rows/s, %.2f of COPY without a key, %.2f of COPY with it%n",
                rows, rows / first, copied(file, "") / first, copied(file, ", primary key (sku, node)") / first);
        var ratios = new Ratios("snapshot rows against COPY", DEMANDED);
        for (int run = 0; run < runs; run++) {
            var differing = run % 2 == 0 ? DIFFERING_PERCENT : 0;
            var ignored = InventoryNetwork.writeSnapshot(file, FEW_PRODUCTS, FEW_PRODUCTS + products, differing, now());
            var limit = rows / copied(file, "");
            ratios.add(limit, rows / taken(file));
        }
        System.out.println(
                "  (" + DIFFERING_PERCENT + " % of the rows differ each time; COPY goes into a table without a key)");
        return ratios.sumUp();
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Seconds until the snapshot is taken. */
    private double taken(Path file) {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/api/v1/stock/snapshots?source=bench"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "text/csv");
        try {
            var started = System.nanoTime();
            var answer = http.send(
                    request.POST(HttpRequest.BodyPublishers.ofFile(file)).build(),
                    HttpResponse.BodyHandlers.ofString());
            var seconds = (System.nanoTime() - started) / NANOS;
            if (answer.statusCode() != 200) {
                throw new StartFailure("The snapshot was refused: " + answer.body());
            }
            return seconds;
        } catch (IOException e) {
            throw new StartFailure("The snapshot did not arrive: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("The measurement was stopped.", e);
        }
    }

    /** Seconds that PostgreSQL itself takes for the same file. */
    private double copied(Path file, String key) {
        try (var connection = context.getBean(DataSource.class).getConnection();
                var statement = connection.createStatement();
                var in = Files.newInputStream(file)) {
            statement.execute("drop table if exists copy_limit");
            statement.execute(
                    "create table copy_limit (node text, sku text, on_hand integer, as_of timestamptz" + key + ")");
            var started = System.nanoTime();
            var ignored = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy copy_limit from stdin (format csv, header)", in, 1 << 16);
            var seconds = (System.nanoTime() - started) / NANOS;
            statement.execute("drop table copy_limit");
            return seconds;
        } catch (SQLException | IOException e) {
            throw new StartFailure("COPY failed: " + e.getMessage(), e);
        }
    }
}
