with due as (
    select f.id, f.status, l.line_number, coalesce(r.quantity, 0) as held,
           -- What was sent to the store where it is collected has left the stock; what the customer has taken, too.
           case when f.status in ('ALLOCATED', 'ACCEPTED', 'PICKED', 'PACKED', 'READY_FOR_PICKUP') and not f.departed
                then l.quantity - l.handed_over
                else 0 end as answered_for
    from fulfilment f
    join fulfilment_line l on l.fulfilment_id = f.id
    left join reservation r on r.fulfilment_id = f.id and r.line_number = l.line_number
    -- A cancellation stops its fulfilments first and lets the stock go in its next step.
    where f.updated_at < :before)
select id as subject,
       format('%s, line %s: holds %s units, should hold %s', status, line_number, held, answered_for) as text
from due where held <> answered_for
