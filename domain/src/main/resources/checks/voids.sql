select o.id as subject, 'cancelled, but its authorisation was not let go' as text
from orders o
where o.status = 'CANCELLED' and o.completed_at < :before
  and exists (select from payment_entry e
              where e.order_id = o.id and e.kind = 'AUTHORISATION' and e.status = 'DONE')
  and not exists (select from payment_entry e
                  where e.order_id = o.id and e.kind = 'VOID' and e.status = 'DONE')
