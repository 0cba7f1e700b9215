-- One fulfilment each; of thirty orders one is shared by two nodes.
create temporary table part as
select r.o, n, r.id as order_id, 'ful_' || substr(r.id, 5) || n as id, r.at, r.now, r.step, r.working, r.option, r.process,
       r.ended_at,
       case when r.option = 'pickup' then pg_temp.node(6 + pg_temp.scatter(r.o * 5, nodes - 6))
            when pg_temp.scatter(r.o * 23 + n, 2) = 0 then pg_temp.node(pg_temp.scatter(r.o * 29 + n, 6))
            else pg_temp.node(6 + pg_temp.scatter(r.o * 29 + n, nodes - 6)) end as node,
       case r.step when 'DONE' then case r.option when 'pickup' then 'PICKED_UP' else 'DELIVERED' end
                   else r.step end as status
from road r, generate_series(1, 2) n
where r.step not in ('WAITS', 'HELD') and (n = 1 or r.o % 30 = 0);

create temporary table piece as
select p.*, l.l, l.sku, l.units, case when p.working then l.units else 0 end as held
from part p join line l on l.o = p.o and (p.o % 30 <> 0 or (l.l = 1) = (p.n = 1));
analyze part;
analyze piece;

insert into fulfilment (id, order_id, request_key, node_id, method, process, status, promised_at, accept_within,
                        pick_within, pickup_window, pickup_code, carrier, tracking_number, created_at, updated_at,
                        order_placed_at)
select id, order_id, order_id || '/' || n, node, case option when 'pickup' then 'PICKUP' else 'SHIP' end,
       case option when 'pickup' then 'fulfil-pickup' else 'fulfil-ship-from-store' end, status,
       case when working and o % 40 = 0 then now - interval '61 minutes' else at + interval '3 days' end, 'PT30M', 'PT2H', 'PT72H',
       case option when 'pickup' then '4711' end, 'post', 'T-' || o || n, at + interval '3 seconds',
       case when working or step = 'SHIPPED' then least(at + interval '1 hour', now - interval '70 minutes') else ended_at end,
       at - interval '2 seconds'
from part order by o, n;

insert into fulfilment_line (fulfilment_id, line_number, sku, quantity, picked)
select id, l, sku, units, case when step in ('ALLOCATED', 'CANCELLED') then 0 else units end
from piece order by o, n, l;

insert into reservation (fulfilment_id, line_number, order_id, node_id, sku, quantity, created_at)
select id, l, order_id, node, sku, held, at + interval '3 seconds' from piece order by o, n, l;

-- Carts; the first of them are to be let go now.
insert into reservation (fulfilment_id, line_number, node_id, sku, quantity, created_at, expires_at)
select 'prm_01' || lpad(c::text, 20, '0'), 1, pg_temp.node(6 + pg_temp.scatter(c * 5, nodes - 6)),
       pg_temp.sku(c * 7, skus), 1, now - interval '20 minutes', now + (c - 200) * interval '100 milliseconds'
from given, generate_series(1, orders / 500) c;

insert into task (id, job_key, element_instance_key, process_instance_key, kind, title, node_id, fulfilment_id, order_id,
                  status, claimed_by, due_at, result, created_at, ended_at, started_at)
select 'tsk_01' || lpad(o::text, 18, '0') || n || k, process * 100 + n * 10 + k, process * 100 + n * 10 + k, process * 10,
       kind, initcap(kind), node, id, order_id, ends, case when ends <> 'OPEN' then 'associate ' || o % 7 end,
       at + interval '2 hours', case when ends = 'COMPLETED' then '{"complete": true}'::jsonb end, at + k * interval '5 minutes',
       case when ends <> 'OPEN' then least(at + k * interval '30 minutes', now - interval '70 minutes') end,
       case when ends = 'COMPLETED' and o % 10 < 7 then at + k * interval '6 minutes' end
from (select p.*, k, kind,
             case when step in ('DONE', 'SHIPPED') then 'COMPLETED' when step = 'CANCELLED' then 'CANCELLED'
                  when k = reached then 'OPEN' else 'COMPLETED' end as ends
      from (select *, case step when 'ALLOCATED' then 1 when 'CANCELLED' then 1 when 'PICKED' then 2 else 3 end as reached
            from part where node >= 'node-0006') p,
           unnest(array['pick', 'pack', 'hand-over']) with ordinality as kind(kind, k)
      where k <= reached) x
order by o, n, k;
