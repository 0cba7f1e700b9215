-- The orders of a node are listed newest first. A copy of what never changes lets an index have them in that order:
-- without it every order that a warehouse ever had was looked at for one page.
alter table fulfilment add column order_placed_at timestamptz;
update fulfilment f set order_placed_at = o.placed_at from orders o where o.id = f.order_id;
alter table fulfilment alter column order_placed_at set not null;
create index fulfilment_node_placed on fulfilment (node_id, order_placed_at desc, order_id desc);

drop index orders_node;
create index orders_node on orders (delivery_node, placed_at desc, id desc) where delivery_node is not null;

-- Those that stand at a point of the road are few and young; a page of them began its search at the oldest of all.
create index fulfilment_status on fulfilment (status, id);
