package org.baton.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/**
 * Writes the books of many orders as sets, with sums that agree, so that {@code ./baton check} has nothing to find in
 * them. The triggers and references of the schema sleep meanwhile, and its indexes are built afterwards, as after a
 * restore.
 */
final class GeneratedBooks {

    private static final List<String> PARTS = List.of("1-orders", "2-fulfilments", "3-stock", "4-money-and-messages");
    private static final int NODES = 250;
    private static final int LEAST_SKUS = 200;
    private static final int ORDERS_PER_SKU = 500;

    /** The mark of the engine of which the books tell; written last. */
    private static final String WRITTEN = "generated";

    private record Index(String name, String definition) {}

    private final SingleConnectionDataSource connection;
    private final JdbcTemplate jdbc;

    private GeneratedBooks(SingleConnectionDataSource connection) {
        this.connection = connection;
        this.jdbc = new JdbcTemplate(connection);
    }

    /** Fills a database that was only migrated so far. */
    static void write(String url, String user, String password, long orders) {
        var connection = new SingleConnectionDataSource(url, user, password, true);
        try {
            new GeneratedBooks(connection).write(orders);
        } finally {
            connection.destroy();
        }
    }

    /** Whether they were written to the end. */
    static boolean areIn(JdbcClient jdbc) {
        return jdbc.sql("select exists (select from engine_generation where mark = ?)")
                .param(WRITTEN)
                .query(Boolean.class)
                .single();
    }

    private void write(long orders) {
        jdbc.execute("set session_replication_role = replica");
        jdbc.execute("set synchronous_commit = off");
        jdbc.execute("set maintenance_work_mem = '512MB'");
        jdbc.execute("set work_mem = '128MB'");
        jdbc.execute(
                "create temporary table given as select %d::bigint as orders, now() as now, %d::bigint as nodes, %d::bigint as skus"
                        .formatted(orders, NODES, Math.max(LEAST_SKUS, orders / ORDERS_PER_SKU)));
        var indexes = withoutIndexes();
        for (var part : PARTS) {
            timed(
                    part,
                    () -> new ResourceDatabasePopulator(new ClassPathResource("books/" + part + ".sql"))
                            .execute(connection));
        }
        timed("indexes", () -> indexes.forEach(index -> jdbc.execute(index.definition())));
        timed("vacuum and statistics", () -> jdbc.execute("vacuum (analyze)"));
        jdbc.execute("checkpoint");
        jdbc.execute("insert into engine_generation (number, mark, began_at) values (1, '" + WRITTEN + "', now())");
    }

    private static void timed(String part, Runnable work) {
        var began = System.nanoTime();
        work.run();
        System.out.printf(
                "  %-24s %5d s%n",
                part, Duration.ofNanos(System.nanoTime() - began).toSeconds());
    }

    /** Drops the indexes that hold nothing but speed. */
    private List<Index> withoutIndexes() {
        var indexes = new ArrayList<>(
                jdbc.query("""
                select c.relname, pg_get_indexdef(i.indexrelid) as definition
                from pg_index i join pg_class c on c.oid = i.indexrelid
                where c.relnamespace = 'public'::regnamespace and not i.indisunique""", (rs, n) -> new Index(rs.getString("relname"), rs.getString("definition"))));
        indexes.forEach(index -> jdbc.execute("drop index " + index.name()));
        return indexes;
    }
}
