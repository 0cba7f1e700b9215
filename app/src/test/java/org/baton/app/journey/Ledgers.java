package org.baton.app.journey;

import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks into Baton's books for what does not add up; every list is empty when all is well. */
record Ledgers(JdbcClient database) {

    private List<Map<String, Object>> rows(String sql) {
        return database.sql(sql).query().listOfRows();
    }

    /** Stock rows whose counters are not the sums of their movements and reservations. */
    List<Map<String, Object>> stockOutOfBalance() {
        return rows("""
                select s.node_id, s.sku, s.on_hand, s.reserved, s.damaged from stock s
                left join (select node_id, sku, sum(on_hand_change) h, sum(reserved_change) r, sum(damaged_change) d
                           from stock_movement group by node_id, sku) m using (node_id, sku)
                left join (select node_id, sku, sum(quantity) q from reservation group by node_id, sku) v
                          using (node_id, sku)
                where (s.on_hand, s.reserved, s.damaged) is distinct from
                      (coalesce(m.h, 0), coalesce(m.r, 0), coalesce(m.d, 0))
                   or s.reserved <> coalesce(v.q, 0)""");
    }

    /** Units that are still held although every order is at its end. */
    List<Map<String, Object>> stillReserved() {
        return rows("select * from reservation where quantity > 0");
    }

    /** Lines of which not exactly the ordered units left some node, or that the fulfilments count otherwise. */
    List<Map<String, Object>> linesNotShippedOnce() {
        return rows("""
                select l.order_id, l.line_number, l.quantity, l.fulfilled, f.units, m.shipped
                from order_line l
                left join (select f.order_id, fl.line_number, sum(fl.quantity) units
                           from fulfilment_line fl join fulfilment f on f.id = fl.fulfilment_id
                           where f.status in ('DELIVERED', 'PICKED_UP')
                           group by f.order_id, fl.line_number) f using (order_id, line_number)
                left join (select r.order_id, r.line_number, -sum(m.on_hand_change) shipped
                           from stock_movement m
                           join reservation r on m.type = 'shipment' and m.reference = r.fulfilment_id
                             and m.key like r.fulfilment_id || '/' || r.line_number || '/shipment%'
                           group by r.order_id, r.line_number) m using (order_id, line_number)
                where (l.fulfilled, f.units, m.shipped) is distinct from (l.quantity, l.quantity, l.quantity)""");
    }

    /** Orders that were not authorised once at the provider, or of which not exactly the total was taken. */
    List<Map<String, Object>> ordersNotPaidOnce() {
        return rows("""
                select o.id, a.times, a.captured, t.total from orders o
                left join (select subject, count(*) filter (where status = 'AUTHORISED') times,
                                  sum(captured_minor) captured
                           from sandbox_authorisation group by subject) a on a.subject = o.id
                left join (select order_id, sum(unit_price_minor * quantity) total
                           from order_line group by order_id) t on t.order_id = o.id
                where (a.times, a.captured) is distinct from (1::bigint, t.total)""");
    }

    /** Fulfilments that reached the customer without exactly one capture under one key at the provider. */
    List<Map<String, Object>> fulfilmentsNotCapturedOnce() {
        return rows("""
                select f.id, f.status, c.times from fulfilment f
                left join (select split_part(key, '/', 2) as fulfilment_id, count(distinct key) times
                           from sandbox_call
                           where vendor = 'payments' and operation = 'capture' and outcome in ('DONE', 'ANSWER_LOST')
                           group by 1) c on c.fulfilment_id = f.id
                where (f.status in ('DELIVERED', 'PICKED_UP')) is distinct from (coalesce(c.times, 0) = 1)""");
    }

    /** Keys under which a customer got a message twice. */
    List<Map<String, Object>> messagesBeingSent() {
        return rows("select key from notification where status = 'PENDING'");
    }

    List<Map<String, Object>> messagesSentTwice() {
        return rows("""
                select key, operation, count(distinct answer ->> 'id') from sandbox_call
                where vendor = 'messages' and operation like 'send-%' and outcome in ('DONE', 'ANSWER_LOST')
                group by key, operation having count(*) > 1""");
    }

    List<Map<String, Object>> openIncidents() {
        return rows("select * from incident where status = 'OPEN'");
    }

    List<Map<String, Object>> openTasks() {
        return rows("select * from task where status in ('OPEN', 'CLAIMED')");
    }

    List<Map<String, Object>> commandsNotHandedOver() {
        return rows("select * from engine_command");
    }

    List<Long> processInstances() {
        return database.sql("select process_instance_key from orders")
                .query(Long.class)
                .list();
    }
}
