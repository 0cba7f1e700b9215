package org.baton.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The books of a retailer after so many orders, which agree: 96 of 100 are fulfilled, 1 is cancelled, 3 are open. Made by
 * the database from the numbers of its rows, with its guards asleep, so that every run gets the same.
 */
final class BooksData {

    /** A statement, named after the table that it fills. */
    private record Step(String table, String sql) {}

    /** What an order is like follows from its number: the last 3 of 100 are open, and one of 100 is cancelled. */
    private static final String ORDER = """
            create temporary table made as
            select n, 'ord_' || lpad(n::text, 12, '0') as id, 'ful_' || lpad(n::text, 12, '0') || '_1' as fulfilment,
                   'store-' || lpad((n % 200)::text, 3, '0') as node,
                   now() - interval '90 days' + n * interval '89 days' / :orders as at,
                   case when not open then case when n % 100 = 0 then 'CANCELLED' else 'FULFILLED' end
                        when n % 3 = 0 then 'BACKORDERED' else 'IN_FULFILMENT' end as status,
                   case when not open then case when n % 100 = 0 then 'CANCELLED' else 'PICKED_UP' end
                        when n % 3 = 1 then 'ALLOCATED' else 'READY_FOR_PICKUP' end as stands,
                   open
            from (select n, n > :orders * 0.97 as open from generate_series(1, :orders) n) numbered""";

    private static final List<Step> STEPS = List.of(
            new Step("node", """
            insert into node (id, name, type, postal_code, country, latitude, longitude, time_zone, capabilities, active)
            select 'store-' || lpad(n::text, 3, '0'), 'Store ' || n, 'store', '60606', 'US', 41 + n * 0.01, -87,
                   'America/Chicago', '{}', true from generate_series(0, 199) n"""),
            new Step("product", """
            insert into product (sku, name, handling)
            select 'SKU-' || s, 'Product ' || s, 'ordinary' from generate_series(0, 499) s"""),
            new Step("orders", """
            insert into orders (id, channel, channel_order_number, status, cancel_requested_at, cancel_reason, placed_at,
                                accepted_at, completed_at, customer_id, customer_name, customer_email,
                                customer_consents, delivery_option, delivery_node, currency, shipping_minor,
                                payment_method, process_instance_key, screening, hold_expires_after)
            select id, 'web', 'B-' || n, status, case when status = 'CANCELLED' then at end,
                   case when status = 'CANCELLED' then 'bench' end, at, at,
                   case when not open then at + interval '3 hours' end, 'c-' || n % 300000,
                   'Customer ' || n % 300000, 'c' || n % 300000 || '@example.com', '{email}', 'pickup', node, 'USD', 0,
                   'card', n, 'ACCEPT', 'PT72H' from made order by n"""),
            new Step("order_line", """
            insert into order_line (order_id, line_number, sku, quantity, allocated, fulfilled, cancelled, backordered,
                                    unit_price_minor, discount_minor, tax_minor)
            select id, l, 'SKU-' || case when status = 'BACKORDERED' then (n + l) % 10 else 10 + (n * 7 + l) % 490 end, 1,
                   case when status = 'IN_FULFILMENT' then 1 else 0 end,
                   case when status = 'FULFILLED' then 1 else 0 end,
                   case when status = 'CANCELLED' then 1 else 0 end, status = 'BACKORDERED', 2500, 0, 200
            from made, generate_series(1, 2) l where l = 1 or n % 2 = 0"""),
            new Step("order_event", """
            insert into order_event (order_id, at, type, actor, data)
            select id, at + e * interval '1 minute', (array['order-accepted', 'order-screened', 'payment-authorised',
                   'fulfilment-allocated', 'fulfilment-accepted', 'fulfilment-picked-up'])[e], 'baton',
                   jsonb_build_object('fulfilmentId', fulfilment, 'node', node)
            from made, generate_series(1, 6) e order by n, e"""),
            new Step("idempotency_key", """
            insert into idempotency_key (caller, key, request_hash, order_id, created_at)
            select 'web', md5(id), md5(id || 'body'), id, at from made"""),
            new Step("sourcing_decision", """
            insert into sourcing_decision (order_id, request_key, decided_at, strategy, record)
            select id, id || '/1', at, 'lowest-cost', jsonb_build_object('strategy', jsonb_build_object(
                   'backorderExpiresAfter', 'P7D'), 'ruleVersions', '{}'::jsonb, 'chosen', fulfilment) from made"""),
            new Step("fulfilment", """
            insert into fulfilment (id, order_id, request_key, node_id, method, process, status, promised_at,
                                    accept_within, pick_within, pickup_window, pickup_code, process_instance_key,
                                    created_at, updated_at)
            select fulfilment, id, id || '/1', node, 'PICKUP', 'fulfil-pickup', stands,
                   case when open then now() + interval '1 day' else at + interval '2 hours' end, 'PT1H', 'PT1H', 'P3D',
                   '123456', n, at, at + interval '3 hours' from made where status <> 'BACKORDERED'"""),
            new Step("fulfilment_line", """
            insert into fulfilment_line (fulfilment_id, line_number, sku, quantity, picked)
            select fulfilment, l.line_number, l.sku, 1, 1 from made join order_line l on l.order_id = made.id
            where status <> 'BACKORDERED'"""),
            new Step("reservation", """
            insert into reservation (fulfilment_id, line_number, order_id, node_id, sku, quantity, created_at)
            select fulfilment, l.line_number, made.id, node, l.sku, case when open then 1 else 0 end, at
            from made join order_line l on l.order_id = made.id where status <> 'BACKORDERED'"""),
            new Step("stock_movement", """
            insert into stock_movement (key, node_id, sku, type, on_hand_change, reserved_change, damaged_change,
                                        reference, actor, occurred_at, recorded_at)
            select 'count/' || s || '/' || n, 'store-' || lpad(n::text, 3, '0'), 'SKU-' || s, 'count', case when s < 10 then 0 else 100000 end, 0, 0, null,
                   'bench', now() - interval '91 days', now() - interval '91 days'
            from generate_series(0, 499) s, generate_series(0, 199) n
            union all
            select fulfilment || '/' || r.line_number || '/' || m.cause, r.node_id, r.sku, m.type,
                   case when m.type = 'shipment' then -1 else 0 end, case m.type when 'reservation' then 1 else -1 end,
                   0, fulfilment, 'baton', at, at
            from made join reservation r on r.fulfilment_id = fulfilment
            join (values ('reserve', 'reservation'), ('shipment', 'shipment'), ('release', 'release')) m (cause, type)
              on m.type = 'reservation' or m.type = 'shipment' and status = 'FULFILLED'
                 or m.type = 'release' and status = 'CANCELLED'"""),
            new Step("stock", """
            insert into stock (node_id, sku, on_hand, reserved, damaged, updated_at)
            select node_id, sku, sum(on_hand_change), sum(reserved_change), 0, now() from stock_movement
            group by node_id, sku"""),
            new Step("payment_entry", """
            insert into payment_entry (key, order_id, fulfilment_id, kind, status, amount_minor, currency,
                                       provider_reference, created_at, updated_at)
            select id || '/' || k.kind, id, case when k.kind = 'CAPTURE' then fulfilment end, k.kind, 'DONE',
                   2700 * case when n % 2 = 0 then 2 else 1 end, 'USD', md5(id), at, at
            from made join (values ('AUTHORISATION'), ('CAPTURE'), ('VOID')) k (kind)
              on k.kind = 'AUTHORISATION' or k.kind = 'CAPTURE' and status = 'FULFILLED'
                 or k.kind = 'VOID' and status = 'CANCELLED'"""),
            new Step("task", """
            insert into task (id, job_key, element_instance_key, process_instance_key, kind, title, node_id,
                              fulfilment_id, order_id, status, result, created_at, ended_at)
            select 'tsk_' || lpad(n::text, 12, '0') || t, n * 10 + t, n * 10 + t, n,
                   (array['accept', 'pick', 'pack', 'hand-over'])[t], 'The step', node, fulfilment, id,
                   case when open and (stands = 'ALLOCATED' or t = 4) then 'OPEN'
                        when status = 'CANCELLED' then 'CANCELLED' else 'COMPLETED' end, '{}', at,
                   case when not open then at + t * interval '10 minutes' end
            from made, generate_series(1, 4) t
            where status <> 'BACKORDERED' and (stands <> 'ALLOCATED' or t = 1)"""),
            new Step("notification", """
            insert into notification (key, order_id, fulfilment_id, message, channel, recipient, text, status,
                                      provider_id, created_at, updated_at, event, cadence_id, due_at, sent_by, facts)
            select fulfilment || '/' || m || '/email', id, fulfilment, m, 'EMAIL', 'c@example.com',
                   repeat('What the customer reads. ', 8), 'SENT', md5(fulfilment || m), at, at, m,
                   fulfilment || '/' || m, at, 'relay', '{}'
            from made, unnest(array['order-confirmed', 'ready-for-pickup']) m"""));

    private BooksData() {}

    /** @param told hears of every table, and how many rows it has now */
    static void write(JdbcClient jdbc, TransactionTemplate transaction, int orders, BiConsumer<String, Long> told) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql("set local synchronous_commit = off").update();
            jdbc.sql(ORDER).param("orders", orders).update();
            jdbc.sql("analyze made").update();
            for (var step : STEPS) {
                told.accept(step.table(), (long) jdbc.sql(step.sql()).update());
                jdbc.sql("analyze " + step.table()).update();
            }
            jdbc.sql("drop table made").update();
        });
        for (var table : tables()) {
            jdbc.sql("vacuum analyze " + table).update();
        }
    }

    static List<String> tables() {
        var tables = new ArrayList<>(STEPS.stream().map(Step::table).toList());
        tables.add("engine_command");
        return tables;
    }
}
