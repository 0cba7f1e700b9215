select coalesce(s.node_id, r.node_id) || '/' || coalesce(s.sku, r.sku) as subject,
       format('reserved %s; its reservations hold %s', s.reserved, coalesce(r.q, 0)) as text
from stock s
full join (select node_id, sku, sum(quantity) q from reservation where quantity > 0 group by node_id, sku) r
          using (node_id, sku)
where s.reserved is distinct from coalesce(r.q, 0)
