select c.correlation_key as subject,
       format('%s waits since %s, tried %s times', coalesce(nullif(c.name, ''), c.kind), c.created_at, c.attempts) as text
from engine_command c where c.created_at < :before and (c.attempts > 0 or c.due_at < :before)
union all
select u.order_id, format('%s of %s waits since %s, tried %s times', u.kind, u.key, u.created_at, u.attempts)
from follow_up u where u.created_at < :before
