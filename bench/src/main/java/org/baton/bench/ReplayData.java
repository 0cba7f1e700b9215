package org.baton.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A day of a large chain in the database: nodes, products, stock, orders with their decisions and fulfilments, and the
 * ledger with counts, sales in the stores, reservations, and shipments two hours later. Made by the database from the
 * numbers of its rows, so that every run gets the same.
 */
final class ReplayData {

    static final int NODES = 1_926;
    static final int SKUS = 400;
    static final String DAY = "2026-11-20T06:00:00Z";
    static final String END = "2026-11-21T08:30:00Z";

    private static final int WAREHOUSES = 6;
    private static final String CENTROIDS = "/geo/us-zip-centroids.csv.gz";

    /** A number below the second argument, scattered by the first. */
    private static final String SCATTER = """
            create function pg_temp.scatter(bigint, bigint) returns bigint language sql immutable parallel safe as
            'select (hashint8extended($1, 7) & 9007199254740991) % $2'""";

    private static final String NODE = """
            insert into node (id, name, type, postal_code, country, latitude, longitude, time_zone, opening_hours,
                              capabilities, daily_capacity, active)
            select 'node-' || lpad(n::text, 4, '0'), 'Node ' || n, case when n < %d then 'warehouse' else 'store' end,
                   z.zip, 'US', z.latitude, z.longitude, 'America/Chicago', 'Mo-Su 08:00-22:00', '{curbside}', 100, true
            from generate_series(0, %d) n
            join zip z on z.at_place = pg_temp.scatter(n * 31 + 5, (select count(*) from zip))""".formatted(WAREHOUSES, NODES - 1);

    private static final String PRODUCT = """
            insert into product (sku, name, weight_grams, category, handling)
            select 'SKU-' || s, 'Product ' || s, 100 + s * 7 %% 3000, 'apparel', case when s %% 20 = 0 then 'fragile'
                   else 'ordinary' end
            from generate_series(0, %d) s""".formatted(SKUS - 1);

    private static final String STOCK = """
            insert into stock (node_id, sku, updated_at)
            select 'node-' || lpad(n::text, 4, '0'), 'SKU-' || s, :day::timestamptz
            from generate_series(0, %d) n, generate_series(0, %d) s""".formatted(NODES - 1, SKUS - 1);

    /** Six of ten stores hold a SKU, 1 to 40 units; the warehouses hold plenty of all but one in fifty. */
    private static final String COUNTS = """
            insert into stock_movement (key, node_id, sku, type, on_hand_change, reserved_change, damaged_change, actor,
                                        occurred_at, recorded_at)
            select 'count/' || node_id || '/' || sku, node_id, sku, 'count',
                   case when n < %d then 100000 else 1 + pg_temp.scatter(n * 1000 + s, 40) end, 0, 0, 'bench',
                   :day::timestamptz - interval '1 hour', :day::timestamptz - interval '1 hour'
            from (select node_id, sku, substr(node_id, 6)::bigint as n, substr(sku, 5)::bigint as s from stock) x
            where case when n < %d then s %% 50 <> 7 else pg_temp.scatter(n * 999 + s, 10) < 6 end""".formatted(WAREHOUSES, WAREHOUSES);

    /** Half of the orders come from 3,000 ZIP codes, the others from all; each store is chosen for pickup sometimes. */
    private static final String ORDERS = """
            insert into orders (id, channel, channel_order_number, status, placed_at, accepted_at, customer_consents,
                                delivery_option, delivery_node, delivery_region, delivery_postal_code, delivery_country,
                                currency, shipping_minor, payment_method)
            select 'ord_' || o, 'web', 'B-' || o, 'FULFILLED', at, at, '{}', option,
                   case when option = 'pickup' then 'node-' || lpad((6 + pg_temp.scatter(o * 3, 1920))::text, 4, '0') end,
                   'IL', case when option <> 'pickup' then z.zip end, 'US', 'USD', 0, 'card'
            from (select o, :day::timestamptz + o * interval '1 day' / :orders as at,
                         case when o %% 20 < 15 then 'ship' when o %% 20 < 17 then 'same-day' else 'pickup' end as option,
                         case when o %% 2 = 0 then pg_temp.scatter(o, 3000)
                              else pg_temp.scatter(o, (select count(*) from zip)) end as place
                  from generate_series(1, :orders) o) x
            join zip z on z.at_place = x.place""".replace("%%", "%");

    private static final String LINES = """
            insert into order_line (order_id, line_number, sku, quantity, fulfilled, unit_price_minor, discount_minor,
                                    tax_minor)
            select 'ord_' || o, l, 'SKU-' || (pg_temp.scatter(o, 130) * 3 + l - 1) % 400, q, q, 2500, 0, 0
            from generate_series(1, :orders) o, generate_series(1, 3) l,
                 lateral (select 1 + (pg_temp.scatter(o * 7 + l, 8) / 7)::int as q) units
            where l = 1 or l = 2 and o % 3 = 0 or l = 3 and o % 9 = 0""";

    private static final String FULFILMENTS = """
            insert into fulfilment (id, order_id, request_key, node_id, method, process, status, created_at, updated_at,
                                    order_placed_at)
            select 'ful_' || substr(id, 5) || '_1', id, id || '/1',
                   coalesce(delivery_node, 'node-000' || pg_temp.scatter(substr(id, 5)::bigint, 6)), 'SHIP', 'ship',
                   'DELIVERED', accepted_at, accepted_at, placed_at from orders""";

    private static final String DECISIONS = """
            insert into sourcing_decision (order_id, request_key, decided_at, strategy, record)
            select id, id || '/1', accepted_at + interval '1 second', 'lowest-cost', '{}' from orders order by accepted_at""";

    private static final String MOVEMENTS = """
            insert into stock_movement (key, node_id, sku, type, on_hand_change, reserved_change, damaged_change,
                                        reference, actor, occurred_at, recorded_at)
            select key, node_id, sku, type, on_hand, reserved, 0, reference, 'bench', at, at from (
                select f.id || '/' || l.line_number || '/reserve' as key, f.node_id, l.sku, 'reservation' as type,
                       0 as on_hand, l.quantity as reserved, f.id as reference, o.accepted_at + interval '1 second' as at
                from fulfilment f join orders o on o.id = f.order_id join order_line l on l.order_id = o.id
                union all
                select f.id || '/' || l.line_number || '/shipment', f.node_id, l.sku, 'shipment', -l.quantity,
                       -l.quantity, f.id, o.accepted_at + interval '2 hours'
                from fulfilment f join orders o on o.id = f.order_id join order_line l on l.order_id = o.id
                union all
                select 'sale/' || n, 'node-' || lpad((6 + pg_temp.scatter(n, 1920))::text, 4, '0'),
                       'SKU-' || pg_temp.scatter(n * 11, 400), 'sale', -1, 0, 'till',
                       :day::timestamptz + n * interval '1 day' / :orders
                from generate_series(1, :orders) n) m
            order by at""";

    private ReplayData() {}

    static void write(JdbcClient jdbc, int orders) {
        zips(jdbc);
        for (var sql :
                List.of(SCATTER, NODE, PRODUCT, STOCK, COUNTS, ORDERS, LINES, FULFILMENTS, DECISIONS, MOVEMENTS)) {
            var statement = jdbc.sql(sql);
            if (sql.contains(":day")) {
                statement = statement.param("day", DAY);
            }
            if (sql.contains(":orders")) {
                statement = statement.param("orders", orders);
            }
            statement.update();
        }
        jdbc.sql("analyze").update();
    }

    private static void zips(JdbcClient jdbc) {
        jdbc.sql(
                        "create temporary table zip (at_place bigint primary key, zip text, latitude float8, longitude float8)")
                .update();
        var resource = Objects.requireNonNull(ReplayData.class.getResourceAsStream(CENTROIDS));
        try (var lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(resource), StandardCharsets.US_ASCII))) {
            var cells = lines.lines().skip(1).map(line -> line.split(",", -1)).toList();
            jdbc.sql("""
                    insert into zip select row_number() over () - 1, z.* from unnest(:zips, :latitudes, :longitudes) z""")
                    .param("zips", cells.stream().map(c -> c[0]).toArray(String[]::new))
                    .param(
                            "latitudes",
                            cells.stream().map(c -> Double.valueOf(c[1])).toArray(Double[]::new))
                    .param(
                            "longitudes",
                            cells.stream().map(c -> Double.valueOf(c[2])).toArray(Double[]::new))
                    .update();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
