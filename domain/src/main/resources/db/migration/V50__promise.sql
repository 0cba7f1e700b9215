-- The promises that may still be broken are few, whatever was ever promised.
create index fulfilment_promise on fulfilment (promised_at) where status in ('ALLOCATED', 'ACCEPTED', 'PICKED', 'PACKED');
