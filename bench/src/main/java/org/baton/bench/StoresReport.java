package org.baton.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.baton.app.runtime.StartFailure;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Looks into the books of a Baton after a run: what does not add up is counted, and all counts must be zero. */
record StoresReport(JdbcClient database, String channel) {

    private static final int PORT_LINE = 3;

    /** The database that {@code ./baton run} started on this data directory, or the one named in the environment. */
    static JdbcClient connect(Path data) {
        var source = new SingleConnectionDataSource();
        source.setSuppressClose(true);
        var url = System.getenv("BATON_DATABASE_URL");
        try {
            if (url == null) {
                var port = Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid"))
                        .get(PORT_LINE)
                        .strip();
                source.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/baton");
                source.setUsername("baton");
                source.setPassword(
                        Files.readString(data.resolve("postgres-password")).strip());
            } else {
                source.setUrl(url);
                source.setUsername(System.getenv("BATON_DATABASE_USER"));
                source.setPassword(System.getenv("BATON_DATABASE_PASSWORD"));
            }
        } catch (IOException e) {
            throw new StartFailure("The database of " + data + " is not running there.", e);
        }
        return JdbcClient.create(source);
    }

    boolean print(PrintStream out) {
        var good = true;
        out.printf("%d orders by status:%n", count("select count(*) from orders where channel = :channel"));
        database.sql("select status, count(*) from orders where channel = ? group by 1 order by 1")
                .param(channel)
                .query(rs -> {
                    out.printf("  %7d  %s%n", rs.getLong(2), rs.getString(1));
                });
        good &= zero(out, "orders that have not ended", """
                select count(*) from orders where channel = :channel and status not in ('FULFILLED', 'CANCELLED')""");
        good &= zero(out, "stock rows that are not the sum of their movements and reservations", """
                select count(*) from stock s
                left join (select node_id, sku, sum(on_hand_change) h, sum(reserved_change) r, sum(damaged_change) d
                           from stock_movement group by node_id, sku) m using (node_id, sku)
                left join (select node_id, sku, sum(quantity) q from reservation group by node_id, sku) v
                          using (node_id, sku)
                where ((s.on_hand, s.reserved, s.damaged) is distinct from
                       (coalesce(m.h, 0), coalesce(m.r, 0), coalesce(m.d, 0)) or s.reserved <> coalesce(v.q, 0))
                  and :channel is not null""");
        good &= zero(out, "units still reserved for these orders", """
                select coalesce(sum(r.quantity), 0) from reservation r join orders o on o.id = r.order_id
                where o.channel = :channel""");
        good &= zero(out, "lines fulfilled twice, not at all, or beyond what left the shelves", """
                select count(*) from order_line l join orders o on o.id = l.order_id
                left join (select f.order_id, fl.line_number, sum(fl.quantity) units
                           from fulfilment_line fl join fulfilment f on f.id = fl.fulfilment_id
                           where f.status in ('SHIPPED', 'DELIVERED', 'PICKED_UP')
                           group by f.order_id, fl.line_number) f using (order_id, line_number)
                left join (select r.order_id, r.line_number, -sum(m.on_hand_change) shipped
                           from stock_movement m
                           join reservation r on m.type = 'shipment' and m.reference = r.fulfilment_id
                             and m.key like r.fulfilment_id || '/' || r.line_number || '/shipment%'
                           group by r.order_id, r.line_number) m using (order_id, line_number)
                where o.channel = :channel
                  and ((l.fulfilled, coalesce(f.units, 0)) is distinct from
                       (l.quantity - l.cancelled, l.quantity - l.cancelled)
                       or coalesce(m.shipped, 0) > l.quantity - l.cancelled)""");
        good &= zero(out, "fulfilments that left and were not captured exactly once", """
                select count(*) from fulfilment f join orders o on o.id = f.order_id
                left join (select fulfilment_id, count(*) times from payment_entry
                           where kind = 'CAPTURE' and status = 'DONE' group by 1) p on p.fulfilment_id = f.id
                where o.channel = :channel
                  and (f.status in ('SHIPPED', 'DELIVERED', 'PICKED_UP')) is distinct from (coalesce(p.times, 0) = 1)""");
        good &= zero(out, "open tasks of these orders", """
                select count(*) from task t join orders o on o.id = t.order_id
                where o.channel = :channel and t.status in ('OPEN', 'CLAIMED')""");
        out.printf(
                "%d fulfilments, %d of them rejected whole; %d units went on to another%n",
                count(
                        "select count(*) from fulfilment f join orders o on o.id = f.order_id where o.channel = :channel"),
                count("""
                        select count(*) from fulfilment f join orders o on o.id = f.order_id
                        where o.channel = :channel and f.status = 'REJECTED'"""),
                count("""
                        select coalesce(sum(fl.rejected), 0) from fulfilment_line fl
                        join fulfilment f on f.id = fl.fulfilment_id join orders o on o.id = f.order_id
                        where o.channel = :channel"""));
        return good;
    }

    private boolean zero(PrintStream out, String what, String sql) {
        var count = count(sql);
        out.printf("%s %d %s%n", count == 0 ? "  ok " : "FAIL ", count, what);
        return count == 0;
    }

    private long count(String sql) {
        return database.sql(sql).param("channel", channel).query(Long.class).single();
    }
}
