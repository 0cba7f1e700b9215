-- Books of many orders as Baton would have left them, written as sets. The table given says how many, and when now is.

-- A number below the second argument, scattered by the first.
create function pg_temp.scatter(bigint, bigint) returns bigint language sql immutable parallel safe as
    'select (hashint8extended($1, 7) & 9007199254740991) % $2';

-- Units of a line, and one SKU of many of which some sell much more than others.
create function pg_temp.units(bigint) returns integer language sql immutable parallel safe as
    'select 1 + (pg_temp.scatter($1 * 31, 8) / 7)::integer';
create function pg_temp.sku(bigint, bigint) returns text language sql immutable parallel safe as
    'select ''SKU-'' || lpad((pg_temp.scatter($1 * 17, $2) * pg_temp.scatter($1 * 19, $2) / $2)::text, 5, ''0'')';

create function pg_temp.node(bigint) returns text language sql immutable parallel safe as
    'select ''node-'' || lpad($1::text, 4, ''0'')';

insert into node (id, name, type, postal_code, country, latitude, longitude, time_zone, opening_hours, capabilities,
                  daily_capacity, active)
select pg_temp.node(n), 'Node ' || n, case when n < 6 then 'warehouse' else 'store' end, '60606', 'US',
       26 + pg_temp.scatter(n, 22000) / 1000.0, -123 + pg_temp.scatter(n * 3, 53000) / 1000.0, 'America/Chicago',
       'Mo-Su 08:00-22:00', '{curbside}', 100, true
from given, generate_series(0, nodes - 1) n;

insert into product (sku, name, weight_grams, category, handling)
select 'SKU-' || lpad(s::text, 5, '0'), 'Product ' || s, 100 + s * 7 % 3000, 'toys', 'ordinary'
from given, generate_series(0, skus - 1) s;

-- How far each order has come: those of the last two days are on all parts of the road, of the others few are open.
create temporary table road as
select o, 'ord_01' || lpad(o::text, 20, '0') as id, at, now, nodes, skus, step,
       case when step = 'READY_FOR_PICKUP' or pg_temp.scatter(o * 3, 20) < 4 and step <> 'SHIPPED' then 'pickup'
            when pg_temp.scatter(o * 3, 20) < 6 then 'same-day' else 'ship' end as option,
       -- The process of what has ended is gone, and has an odd key.
       o * 2 + case when step in ('DONE', 'CANCELLED') then 1 else 0 end as process,
       step in ('ALLOCATED', 'PICKED', 'PACKED', 'READY_FOR_PICKUP') as working,
       least(at + interval '20 hours', now - interval '70 minutes') as ended_at
from (select o, at, now, nodes, skus,
             case when recent then
                      case when r < 400 then 'ALLOCATED' when r < 500 then 'PICKED' when r < 600 then 'PACKED'
                           when r < 680 then 'READY_FOR_PICKUP' when r < 900 then 'SHIPPED' when r < 920 then 'HELD'
                           when r < 935 then 'WAITS' when r < 970 then 'CANCELLED' else 'DONE' end
                  when r < 2 then 'WAITS' when r < 32 then 'CANCELLED' else 'DONE' end as step
      from (select o, now, nodes, skus, pg_temp.scatter(o, 1000) as r, o > orders * 0.98 as recent,
                   now - interval '80 minutes' - (orders - o) * interval '100 days' / orders as at
            from given, generate_series(1, orders) o) x) y;

create temporary table line as
-- What is waited for is what no node has: the last SKUs.
select o, l, id, at, step, working,
       case when step = 'WAITS' then 'SKU-' || lpad((skus - 1 - o % 20)::text, 5, '0')
            else pg_temp.sku(o * 7 + l, skus) end as sku,
       pg_temp.units(o * 7 + l) as units
from road, generate_series(1, 3) l
where l = 1 or l = 2 and o % 3 = 0 or l = 3 and o % 9 = 0;

create temporary table total as select o, sum(units * 2500)::bigint as minor from line group by o;
analyze road;
analyze line;
analyze total;

insert into orders (id, channel, channel_order_number, status, hold_reason, placed_at, accepted_at, completed_at,
                    customer_id, customer_name, customer_email, customer_phone, customer_language, customer_consents,
                    delivery_option, delivery_node, delivery_line1, delivery_city, delivery_region,
                    delivery_postal_code, delivery_country, currency, shipping_minor, payment_method, payment_token,
                    process_instance_key, version)
select id, case when o % 50000 = 11 then 'phone' when o % 10 < 6 then 'web' when o % 10 < 9 then 'app' else 'market' end,
       'N-' || lpad(o::text, 9, '0'),
       case when step in ('DONE', 'SHIPPED') then 'FULFILLED' when working then 'IN_FULFILMENT'
            when step = 'WAITS' then 'BACKORDERED' when step = 'HELD' then 'ON_HOLD' else step end,
       case when step = 'HELD' then 'MANUAL' end, at - interval '2 seconds', at,
       case when step in ('DONE', 'SHIPPED', 'CANCELLED') then ended_at end,
       'cus-' || customer, 'Given' || customer % 3000 || ' Family' || customer, 'person' || customer || '@example.org',
       '+1312555' || lpad((customer % 10000)::text, 4, '0'), 'en', '{email}', option,
       case when option = 'pickup' then pg_temp.node(6 + pg_temp.scatter(o * 5, nodes - 6)) end,
       case when option <> 'pickup' then customer || ' Main Street' end, case when option <> 'pickup' then 'Chicago' end,
       'IL', '60606', 'US', 'USD', 0, 'card', 'tok_' || o, process, 4
from (select *, pg_temp.scatter(o * 11, 1 + (select orders from given) / 3) as customer from road) x order by o;

insert into order_line (order_id, line_number, sku, quantity, allocated, fulfilled, cancelled, backordered,
                        unit_price_minor, discount_minor, tax_minor)
select id, l, sku, units, case when working then units else 0 end,
       case when step in ('DONE', 'SHIPPED') then units else 0 end, case when step = 'CANCELLED' then units else 0 end,
       step = 'WAITS', 2500, 0, 0
from line order by o, l;

insert into order_event (order_id, at, type, actor, data)
select id, at + n * interval '7 minutes', type, 'baton',
       jsonb_build_object('fulfilmentId', 'ful_' || substr(id, 5) || '1', 'note', repeat('x', 60), 'version', n)
from road, unnest(array['order-accepted', 'order-screened', 'payment-authorised', 'order-sourced', 'fulfilment-accepted',
                        'fulfilment-shipped', 'payment-captured', 'fulfilment-delivered'])
           with ordinality as event(type, n)
where n <= case step when 'DONE' then 8 when 'SHIPPED' then 7 when 'HELD' then 2 when 'WAITS' then 3 else 5 end
order by o, n;

-- Of forty orders that are on their way one is late; it was noticed of all but the latest of them.
insert into order_event (order_id, at, type, actor, data)
select id, now - interval '1 hour', 'order-delayed', 'baton', '{}'
from road where working and o % 40 = 0 and o % 800 <> 0;

insert into idempotency_key (caller, key, request_hash, order_id, created_at)
select 'shop', 'key-' || pg_temp.scatter(o * 13, 9007199254740991) || '-' || o, repeat('a', 64), id, at
from road order by o;
