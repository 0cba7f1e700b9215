package org.baton.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.baton.app.runtime.StartFailure;
import org.baton.domain.order.OrderStatus;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database of a Baton knows of the orders of a run. */
record OrdersBooks(JdbcClient database, String channel) {

    /** An order that has ended. */
    record Ended(int number, Instant accepted, Instant completed, boolean fulfilled) {}

    /** Commands that the engine has not been told yet, and how old the first is. */
    record Backlog(long waiting, double seconds) {}

    private static final List<String> OPEN = Arrays.stream(OrderStatus.values())
            .filter(status -> !status.isEnd())
            .map(OrderStatus::name)
            .toList();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /** How many have not ended; asked by the index over what is open, which is small. */
    int open() {
        return database.sql("select count(*) from orders where status in (:open) and channel = :channel")
                .param("open", OPEN)
                .param("channel", channel)
                .query(Integer.class)
                .single();
    }

    /** Orders that have not ended, and what is still to be told to the engine or planned to be told to customers. */
    private int onTheWay() {
        return open()
                + database.sql("select count(*) + (select count(*) from notification_event) from engine_command")
                        .query(Integer.class)
                        .single();
    }

    /** Returns when all have ended and nothing is on its way; fails when for a minute nothing changes. */
    void awaitQuiet() {
        int last = -1;
        long changed = System.nanoTime();
        for (int open = onTheWay(); open > 0; open = onTheWay()) {
            if (open != last) {
                last = open;
                changed = System.nanoTime();
            }
            if (System.nanoTime() - changed > PATIENCE.toNanos()) {
                throw new StartFailure(open + " orders and commands do not end.");
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    /** Those of some numbers, by when they ended. */
    List<Ended> ended(int first, int count) {
        return database.sql("""
                select right(channel_order_number, 7)::int as number, accepted_at, completed_at, status
                from orders
                where channel = :channel and completed_at is not null
                  and right(channel_order_number, 7)::int between :first and :last
                order by completed_at""")
                .param("channel", channel)
                .param("first", first)
                .param("last", first + count - 1)
                .query((rs, n) -> new Ended(
                        rs.getInt("number"),
                        rs.getTimestamp("accepted_at").toInstant(),
                        rs.getTimestamp("completed_at").toInstant(),
                        "FULFILLED".equals(rs.getString("status"))))
                .list();
    }

    /** How many ended in some time. */
    long endedBetween(Instant from, Instant to) {
        return database.sql("""
                select count(*) from orders
                where channel = :channel and completed_at >= :from::timestamptz and completed_at < :to::timestamptz""")
                .param("channel", channel)
                .param("from", from.toString())
                .param("to", to.toString())
                .query(Long.class)
                .single();
    }

    /** The road that each order took which has been fulfilled. */
    List<List<IdleWorkers.Part>> roads(int first, int count) {
        var roads = new LinkedHashMap<String, List<IdleWorkers.Part>>();
        database.sql("""
                select f.order_id, f.process,
                       count(*) filter (where c.stopped) as stopped, count(*) filter (where not c.stopped) as planned
                from orders o join fulfilment f on f.order_id = o.id
                left join lateral (
                    select bool_and(n.status <> 'SCHEDULED') as stopped from notification n
                    where n.fulfilment_id = f.id and n.order_id = o.id and n.sent_by = 'cadence'
                    group by n.cadence_id) c on true
                where o.channel = :channel and o.status = 'FULFILLED'
                  and right(o.channel_order_number, 7)::int between :first and :last
                group by f.order_id, f.id, f.process order by f.order_id, f.id""")
                .param("channel", channel)
                .param("first", first)
                .param("last", first + count - 1)
                .query(rs -> {
                    roads.computeIfAbsent(rs.getString("order_id"), ignored -> new ArrayList<>())
                            .add(new IdleWorkers.Part(
                                    rs.getString("process"), rs.getInt("stopped"), rs.getInt("planned")));
                });
        return List.copyOf(roads.values());
    }

    Backlog outbox() {
        return database.sql("""
                select count(*) as waiting,
                       coalesce(extract(epoch from now() - min(created_at)), 0)::float8 as seconds
                from engine_command""")
                .query((rs, n) -> new Backlog(rs.getLong("waiting"), rs.getDouble("seconds")))
                .single();
    }

    /** Bytes of every table with its indexes, the largest first, and of the whole database under an empty name. */
    Map<String, Long> sizes() {
        database.sql("checkpoint").update();
        var sizes = new LinkedHashMap<String, Long>();
        sizes.put(
                "",
                database.sql("select pg_database_size(current_database())")
                        .query(Long.class)
                        .single());
        database.sql("""
                select relname, pg_total_relation_size(oid) from pg_class
                where relkind = 'r' and relnamespace = 'public'::regnamespace order by 2 desc""").query(rs -> {
            sizes.put(rs.getString(1), rs.getLong(2));
        });
        return sizes;
    }
}
