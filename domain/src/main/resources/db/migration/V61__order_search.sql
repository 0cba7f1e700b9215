-- What customer service searches by, among millions.
create index orders_number on orders (channel_order_number);
create index orders_email on orders (lower(customer_email));
create index orders_name on orders (lower(customer_name) text_pattern_ops);
create index orders_node on orders (delivery_node) where delivery_node is not null;
