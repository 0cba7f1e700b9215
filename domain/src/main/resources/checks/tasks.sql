select t.id as subject,
       format('%s is open, but fulfilment %s is %s', t.kind, f.id, f.status) as text
from task t
join fulfilment f on f.id = t.fulfilment_id
where t.status in ('OPEN', 'CLAIMED')
  and f.status in ('SHIPPED', 'PICKED_UP', 'DELIVERED', 'REJECTED', 'CANCELLED', 'RETURNED_TO_STOCK')
  and f.updated_at < :before
