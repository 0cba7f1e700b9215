-- When an order that waits for supply was last told that some came.
create table backorder_wake (
    order_id  text        primary key references orders,
    woken_at  timestamptz not null
);
