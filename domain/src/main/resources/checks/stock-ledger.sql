select coalesce(s.node_id, m.node_id) || '/' || coalesce(s.sku, m.sku) as subject,
       format('on hand %s, reserved %s, damaged %s; its movements say %s, %s, %s',
              s.on_hand, s.reserved, s.damaged, coalesce(m.h, 0), coalesce(m.r, 0), coalesce(m.d, 0)) as text
from stock s
full join (select node_id, sku, sum(on_hand_change) h, sum(reserved_change) r, sum(damaged_change) d
           from stock_movement group by node_id, sku) m using (node_id, sku)
where (s.on_hand, s.reserved, s.damaged) is distinct from (coalesce(m.h, 0), coalesce(m.r, 0), coalesce(m.d, 0))
