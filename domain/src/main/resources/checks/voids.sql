with held as (
    select order_id, sum(case kind when 'AUTHORISATION' then amount_minor else -amount_minor end) as minor
    from payment_entry where status = 'DONE' group by order_id)
select o.id as subject,
       format('%s, but %s minor units of its authorisation were neither captured nor let go', o.status, h.minor) as text
from orders o
join held h on h.order_id = o.id
where o.status in ('FULFILLED', 'CANCELLED') and o.completed_at < :before and h.minor > 0
  -- What is on its way is conducted by a process that has still to end, and to let the rest go.
  and not exists (select from fulfilment f where f.order_id = o.id and (f.status = 'SHIPPED' or f.updated_at >= :before))
