select l.order_id || '/' || l.line_number as subject,
       format('allocated %s and fulfilled %s units; its fulfilments say %s and %s',
              l.allocated, l.fulfilled, coalesce(f.allocated, 0), coalesce(f.fulfilled, 0)) as text
from order_line l
left join (
    select f.order_id, fl.line_number,
           sum(fl.quantity - fl.handed_over) filter (
               where f.status in ('ALLOCATED', 'ACCEPTED', 'PICKED', 'PACKED', 'READY_FOR_PICKUP', 'IN_TRANSIT',
                                  'ARRIVED', 'OUT_FOR_DELIVERY')) as allocated,
           sum(case when f.status in ('SHIPPED', 'DELIVERED', 'PICKED_UP') then fl.quantity else fl.handed_over end)
               as fulfilled
    from fulfilment f join fulfilment_line fl on fl.fulfilment_id = f.id
    group by f.order_id, fl.line_number) f using (order_id, line_number)
where (l.allocated, l.fulfilled) is distinct from (coalesce(f.allocated, 0), coalesce(f.fulfilled, 0))
