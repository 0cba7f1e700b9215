package org.baton.bench;

import java.util.List;
import org.baton.domain.operations.Check;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Something that no code of Baton does to the books, and that a check must find.
 *
 * @param what was done
 * @param victim query for the row that it is done to; the check names it, or something that begins with it
 * @param sql does it to {@code :victim}
 */
record Breakage(Check check, String what, String victim, String sql) {

    private static final String DELIVERED = """
            select id from orders where status = 'FULFILLED' and completed_at < now() - interval '50 days'
            order by id offset %d limit 1""";
    private static final String ITS_FULFILMENT = "select min(id) from fulfilment where order_id = (" + DELIVERED + ")";
    private static final String CANCELLED = """
            select id from orders where status = 'CANCELLED' and completed_at > now() - interval '20 hours'
            order by id offset %d limit 1""";

    static final List<Breakage> ALL = List.of(
            new Breakage(Check.STOCK_LEDGER, "a unit more on hand than was moved", "select 'node-0017/SKU-00003'", """
                    update stock set on_hand = on_hand + 1 where node_id || '/' || sku = :victim"""),
            new Breakage(
                    Check.RESERVATIONS, "units reserved that no stock row counts", "select 'node-0018/SKU-00004'", """
                    insert into reservation (fulfilment_id, line_number, node_id, sku, quantity, created_at, expires_at)
                    select 'prm_broken', 1, split_part(:victim, '/', 1), split_part(:victim, '/', 2), 1, now(),
                           now() + interval '1 day'"""),
            new Breakage(
                    Check.HELD_UNITS,
                    "a delivered fulfilment that holds units",
                    ITS_FULFILMENT.formatted(1),
                    "update reservation set quantity = 1 where fulfilment_id = :victim"),
            new Breakage(Check.HOLDS, "a cart whose time was over yesterday", """
                    select min(fulfilment_id) from reservation where order_id is null and quantity > 0""", """
                    update reservation set expires_at = now() - interval '1 day' where fulfilment_id = :victim"""),
            new Breakage(Check.ORDER_LINES, "units that no fulfilment delivered", DELIVERED.formatted(2), """
                    update order_line set fulfilled = 0, cancelled = quantity where order_id = :victim"""),
            new Breakage(
                    Check.ORDER_STATUS,
                    "an open order with nothing left to do",
                    DELIVERED.formatted(3),
                    "update orders set status = 'IN_FULFILMENT' where id = :victim"),
            new Breakage(
                    Check.CAPTURES,
                    "goods that left and were not charged",
                    ITS_FULFILMENT.formatted(4),
                    "delete from payment_entry where kind = 'CAPTURE' and fulfilment_id = :victim"),
            new Breakage(
                    Check.VOIDS,
                    "a cancelled order whose money is held",
                    CANCELLED.formatted(1),
                    "delete from payment_entry where kind = 'VOID' and order_id = :victim"),
            new Breakage(
                    Check.TASKS,
                    "an open task of an ended fulfilment",
                    "select min(id) from task where kind = 'hand-over' and ended_at < now() - interval '50 days'",
                    "update task set status = 'OPEN' where id = :victim"),
            new Breakage(
                    Check.MESSAGES,
                    "a message that was due and not sent",
                    "select min(key) from notification where status = 'DELIVERED'",
                    "update notification set status = 'PENDING' where key = :victim"),
            new Breakage(
                    Check.TIMERS,
                    "a cadence whose process was lost",
                    "select 'cad_broken'",
                    "insert into lost_cadence (cadence_id, order_id, generation) values (:victim, 'ord_1', 1)"),
            new Breakage(
                    Check.COMMANDS,
                    "a command that was refused for hours",
                    "select correlation_key from engine_command order by id limit 1",
                    "update engine_command set created_at = now() - interval '3 hours', attempts = 9"
                            + " where correlation_key = :victim"),
            new Breakage(
                    Check.PROCESSES,
                    "an order that no process conducts",
                    "select min(id) from orders where status = 'IN_FULFILMENT'",
                    "update orders set process_instance_key = null where id = :victim"),
            new Breakage(
                    Check.LEFT_OVERS,
                    "a process whose order has ended",
                    CANCELLED.formatted(2),
                    "update orders set process_instance_key = 2 where id = :victim"));

    /**
     * Breaks it, past the guards of the database.
     *
     * @return whom the check must name
     */
    String happen(JdbcClient jdbc) {
        var found = jdbc.sql(victim).query(String.class).single();
        jdbc.sql("set local session_replication_role = replica").update();
        if (jdbc.sql(sql).param("victim", found).update() == 0) {
            throw new IllegalStateException(what + " could not be brought about");
        }
        jdbc.sql("set local session_replication_role = origin").update();
        return found;
    }
}
