insert into payment_entry (key, order_id, fulfilment_id, kind, status, amount_minor, currency, provider_reference,
                           created_at, updated_at)
select key, order_id, fulfilment_id, kind, 'DONE', minor, 'USD', 'pay_' || o, at, at
from (
    select o, id || '/authorise' as key, id as order_id, null as fulfilment_id, 'AUTHORISATION' as kind, minor, at
    from road join total using (o) where step <> 'HELD'
    union all
    select o, order_id || '/' || id || '/capture', order_id, id, 'CAPTURE', sum(units * 2500), min(ended_at)
    from piece where step in ('DONE', 'SHIPPED') group by o, order_id, id
    union all
    select o, id || '/void', id, null, 'VOID', minor, ended_at
    from road join total using (o) where step = 'CANCELLED') entry
order by o;

-- Two messages for each order; who waits to be collected will be reminded, and some messages are due now.
insert into notification (key, order_id, message, channel, recipient, text, subject, html, language, template_version,
                          event, status, provider_id, sent_by, cadence_id, because, rules, created_at, updated_at, due_at, history)
select id || '/' || message || '/email', id, message, 'email', 'person' || o || '@example.org', repeat('Your order. ', 15),
       'Your order N-' || lpad(o::text, 9, '0'), '<p>' || repeat('Your order is on its way. ', 16) || '</p>', 'en', '1',
       message, 'DELIVERED', 'msg_' || o || '_' || n, 'relay', null, 'cadence table, row 3', 'notification-cadence 1',
       at + n * interval '1 minute', at + n * interval '1 minute', at + n * interval '1 minute',
       jsonb_build_array(jsonb_build_object('at', at, 'status', 'SCHEDULED'), jsonb_build_object('at', at, 'status', 'SENT'),
                         jsonb_build_object('at', at, 'status', 'DELIVERED'))
from road, unnest(array['order-confirmed', 'order-shipped']) with ordinality as message(message, n)
where n = 1 or step in ('DONE', 'SHIPPED')
order by o, n;

insert into notification (key, order_id, message, channel, status, event, cadence_id, sent_by, created_at, updated_at, due_at)
select id || '/reminder/email', id, 'reminder', 'email', 'SCHEDULED', 'ready-for-pickup', id || '/reminder', 'cadence', at, at,
       now + interval '1 day'
from road where step = 'READY_FOR_PICKUP'
union all
select id || '/due/email', id, 'due', 'email', 'SCHEDULED', 'order-sourced', null, 'relay', at, at, now - interval '1 second'
from road where working and o % 50 = 0;

insert into notification_event (order_id, event, occurrence, facts, happened_at, due_at)
select id, 'order-sourced', '', '{}', now, now from road where working and o % 60 = 0;

insert into engine_command (kind, name, correlation_key, message_id, variables, time_to_live_s, created_at, due_at)
select 'message', 'fulfilment-picked', id, 'm-' || o, '{}', 3600, now, now from road where working and o % 30 = 0;

insert into follow_up (kind, key, order_id, details, created_at, due_at)
select 'carrier-collected', 'ful_' || o, id, '{}', now, now from road where working and o % 200 = 0;

insert into sourcing_decision (order_id, request_key, decided_at, strategy, record)
select id, id || '/1', at + interval '1 second', 'lowest-cost',
       jsonb_build_object('strategy', jsonb_build_object('name', 'lowest-cost', 'backorderExpiresAfter', 'P30D'),
                          'ruleVersions', jsonb_build_object('sourcing-strategy', '1'),
                          'candidates', (select jsonb_agg(jsonb_build_object('node', pg_temp.node(c), 'cost', c * 3.1,
                                                                             'lost', 'costs more than the best'))
                                         from generate_series(1, 8) c))
from road where step <> 'HELD' order by o;

insert into incident (id, incident_key, process_instance_key, process_id, element_id, order_id, type, message, status,
                      created_at, resolved_at)
select 'inc_01' || lpad(o::text, 20, '0'), o, process, 'order-lifecycle', 'Task_AuthorisePayment', id, 'JOB_NO_RETRIES',
       'The payment provider did not answer', case when process % 2 = 1 then 'RESOLVED' else 'OPEN' end, at,
       case when process % 2 = 1 then at end
from road where o % 1000 = 0;

insert into sandbox_call (vendor, operation, key, order_id, outcome, request, answer, at)
select 'payments', 'authorise', id || '/authorise', id, 'DONE', '{"amount": 2500}', '{"reference": "pay"}', at
from road order by o;
