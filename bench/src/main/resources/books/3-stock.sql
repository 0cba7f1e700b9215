-- What was counted at first, what orders and carts did to it, and sales at the tills, in about the order of time.
insert into stock_movement (key, node_id, sku, type, on_hand_change, reserved_change, damaged_change, reason, reference,
                            actor, occurred_at, recorded_at, quantity)
select 'count/' || n || '/' || s, pg_temp.node(n), 'SKU-' || lpad(s::text, 5, '0'), 'count',
       case when s >= skus - 20 then 0 when n < 6 then 100000 else 2000 + pg_temp.scatter(n * 10000 + s, 40) end, 0,
       case when pg_temp.scatter(n * 10007 + s, 50) = 0 then 1 else 0 end, 'snapshot', 'snp_1', 'feed',
       now - interval '101 days', now - interval '101 days', 2000
from given, generate_series(0, nodes - 1) n, generate_series(0, skus - 1) s;

insert into stock_movement (key, node_id, sku, type, on_hand_change, reserved_change, damaged_change, reference, actor,
                            occurred_at, recorded_at)
select key, node, sku, type, on_hand, reserved, 0, reference, 'baton', at, at
from (
    select o * 10 as place, id || '/' || l || '/reservation' as key, node, sku, 'reservation' as type, 0 as on_hand,
           units as reserved, id as reference, at + interval '3 seconds' as at
    from piece
    union all
    select o * 10 + 5, id || '/' || l || '/' || step, node, sku, case step when 'CANCELLED' then 'release' else 'shipment' end,
           case step when 'CANCELLED' then 0 else -units end, -units, id, ended_at
    from piece where not working
    union all
    select s * 10 + 7, 'sale/' || s, pg_temp.node(6 + pg_temp.scatter(s * 37, nodes - 6)), pg_temp.sku(s * 41, skus), 'sale',
           -1, 0, null, at
    from (select o as s, at, nodes, skus from road where o % 2 = 0) sale) m
order by place;

insert into stock_movement (key, node_id, sku, type, on_hand_change, reserved_change, damaged_change, reference, actor,
                            occurred_at, recorded_at)
select fulfilment_id || '/hold', node_id, sku, 'hold', 0, quantity, 0, fulfilment_id, 'shop', created_at, created_at
from reservation where expires_at is not null;

insert into stock (node_id, sku, on_hand, reserved, damaged, updated_at, counted_at, moved_at, opened_at, units_per_week)
select node_id, sku, sum(on_hand_change), sum(reserved_change), sum(damaged_change), max(recorded_at), min(occurred_at),
       max(occurred_at) filter (where on_hand_change <> 0), min(occurred_at), 3
from stock_movement group by node_id, sku order by sku, node_id;

insert into stock_signal (type, node_id, sku, units, cause, at, handled_at)
select 'low-stock', pg_temp.node(6 + pg_temp.scatter(s, nodes - 6)), pg_temp.sku(s, skus), 3, 'sale',
       now - (orders / 10 - s) * interval '100 days' / (orders / 10), null
from given, generate_series(1, orders / 10) s;
