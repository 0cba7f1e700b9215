-- The promises that may still be broken are few, whatever was ever promised.
create index fulfilment_promise on fulfilment (promised_at) where status in ('ALLOCATED', 'ACCEPTED', 'PICKED', 'PACKED');

-- The events of an order are planned one after the other.
create index notification_event_order on notification_event (order_id, id);
