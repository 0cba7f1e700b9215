with charge as (
    select fulfilment_id, count(*) filter (where status = 'DONE') as done
    from payment_entry where kind = 'CAPTURE' group by fulfilment_id),
authorised as (
    select order_id, max(amount_minor) as amount from payment_entry
    where kind = 'AUTHORISATION' and status = 'DONE' group by order_id)
select f.id as subject,
       format('%s, captured %s times', f.status, coalesce(c.done, 0)) as text
from fulfilment f
join authorised a on a.order_id = f.order_id
left join charge c on c.fulfilment_id = f.id
where (f.status in ('SHIPPED', 'DELIVERED', 'PICKED_UP')) is distinct from (coalesce(c.done, 0) = 1)
  and f.updated_at < :before
union all
select e.order_id,
       format('captured %s of %s minor units authorised', sum(e.amount_minor), coalesce(max(a.amount), 0))
from payment_entry e
left join authorised a on a.order_id = e.order_id
where e.kind = 'CAPTURE' and e.status = 'DONE'
group by e.order_id
having sum(e.amount_minor) > coalesce(max(a.amount), 0)
