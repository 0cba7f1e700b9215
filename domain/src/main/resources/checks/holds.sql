select r.fulfilment_id as subject,
       format('holds %s of %s at %s; its time was over at %s', r.quantity, r.sku, r.node_id, r.expires_at) as text
from reservation r where r.quantity > 0 and r.expires_at < :before
