-- The engine tells which instance called the one that stopped, and that is the order's.
alter table fulfilment drop column process_instance_key;
