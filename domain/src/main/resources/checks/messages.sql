select n.key as subject, format('%s since %s', n.status, n.due_at) as text
from notification n
where n.status in ('SCHEDULED', 'PENDING') and n.due_at < :before
union all
select e.order_id, format('nothing was planned for %s of %s', e.event, e.happened_at)
from notification_event e where e.happened_at < :before
