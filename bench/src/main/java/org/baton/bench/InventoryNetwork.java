package org.baton.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A chain of 1,926 nodes with some SKUs at every one of them. */
final class InventoryNetwork {

    static final int NODES = 1_926;

    private static final int WAREHOUSES = 6;

    private final JdbcClient jdbc;

    InventoryNetwork(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static String node(int number) {
        return "node-%04d".formatted(number);
    }

    static String sku(int number) {
        return "SKU-%05d".formatted(number);
    }

    void makeNodes() {
        var random = new SplittableRandom(1);
        var ids = new String[NODES];
        var types = new String[NODES];
        var latitudes = new Double[NODES];
        var longitudes = new Double[NODES];
        for (int n = 0; n < NODES; n++) {
            ids[n] = node(n);
            types[n] = n < WAREHOUSES ? "warehouse" : "store";
            latitudes[n] = random.nextDouble(26, 48);
            longitudes[n] = random.nextDouble(-123, -70);
        }
        jdbc.sql("""
                insert into node (id, name, type, postal_code, country, latitude, longitude, time_zone, opening_hours,
                                  capabilities, active)
                select w.id, 'Store ' || w.id, w.type, '60606', 'US', w.latitude, w.longitude, 'America/Chicago',
                       'Mo-Sa 08:00-22:00; Su 10:00-19:00', '{curbside}', true
                from unnest(:ids, :types, :latitudes, :longitudes) as w(id, type, latitude, longitude)""")
                .param("ids", ids)
                .param("types", types)
                .param("latitudes", latitudes)
                .param("longitudes", longitudes)
                .update();
    }

    void makeProducts(int from, int to) {
        jdbc.sql("""
                insert into product (sku, name, category, handling)
                select 'SKU-' || lpad(n::text, 5, '0'), 'Product ' || n, 'toys', 'ordinary'
                from generate_series(:from, :to - 1) as n""").param("from", from).param("to", to).update();
    }

    /**
     * Writes a snapshot of every SKU at every node.
     *
     * @param differing of a hundred rows, how many say something else than the same file with 0
     * @return rows
     */
    static long writeSnapshot(Path file, int from, int to, int differing, String asOf) {
        long rows = 0;
        try (var out = Files.newBufferedWriter(file)) {
            out.write("node,sku,onHand,asOf\n");
            var random = new SplittableRandom(5);
            for (int s = from; s < to; s++) {
                for (int n = 0; n < NODES; n++) {
                    int units = 5 + (s * 31 + n * 17) % 40 + (random.nextInt(100) < differing ? 1 : 0);
                    out.write(node(n) + "," + sku(s) + "," + units + "," + asOf + "\n");
                    rows++;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }
}
