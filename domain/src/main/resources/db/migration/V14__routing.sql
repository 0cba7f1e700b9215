-- The backlog of a node is asked for with every sourcing decision.
create index fulfilment_backlog on fulfilment (node_id) where status in ('ALLOCATED', 'ACCEPTED', 'PICKED');
