select o.id as subject,
       format('is %s with %s units neither fulfilled nor cancelled', o.status, l.open) as text
from orders o
join (select order_id, sum(quantity - fulfilled - cancelled) as open from order_line group by order_id) l
     on l.order_id = o.id
where (o.status in ('FULFILLED', 'CANCELLED')) is distinct from (l.open = 0)
