create table orders (
    id                    text        primary key,
    channel               text        not null,
    channel_order_number  text        not null,
    status                text        not null,
    hold_reason           text,
    cancel_reason         text,
    cancel_requested_at   timestamptz,
    placed_at             timestamptz not null,
    accepted_at           timestamptz not null,
    completed_at          timestamptz,
    customer_id           text,
    customer_name         text,
    customer_email        text,
    customer_phone        text,
    customer_language     text,
    customer_consents     text[]      not null,
    customer_tier         text,
    delivery_option       text        not null,
    delivery_node         text,
    delivery_requested_on date,
    delivery_line1        text,
    delivery_city         text,
    delivery_region       text,
    delivery_postal_code  text,
    delivery_country      text,
    currency              text        not null,
    shipping_minor        bigint      not null,
    payment_method        text        not null,
    payment_token         text,
    process_instance_key  bigint,
    screening             text,
    hold_expires_after    text,
    version               bigint      not null default 0,
    constraint orders_channel_number_unique unique (channel, channel_order_number),
    constraint orders_shipping_not_negative check (shipping_minor >= 0)
);
-- The open orders are few and asked for all the time; the ended ones are many and seldom.
create index orders_status_placed on orders (status, placed_at desc, id);
create index orders_placed on orders (placed_at desc, id);
create index orders_customer on orders (customer_id, placed_at desc);
create index orders_process_instance on orders (process_instance_key);

-- How many units of the line are where. What is in none of the columns waits for sourcing.
create table order_line (
    order_id          text    not null references orders,
    line_number       integer not null,
    sku               text    not null,
    quantity          integer not null,
    allocated         integer not null default 0,
    fulfilled         integer not null default 0,
    cancelled         integer not null default 0,
    backordered       boolean not null default false,
    escalated         boolean not null default false,
    unit_price_minor  bigint  not null,
    discount_minor    bigint  not null,
    tax_minor         bigint  not null,
    constraint order_line_pk primary key (order_id, line_number),
    constraint order_line_quantity_positive check (quantity > 0),
    constraint order_line_counters check (
        allocated >= 0 and fulfilled >= 0 and cancelled >= 0 and allocated + fulfilled + cancelled <= quantity)
);
create index order_line_backordered on order_line (sku, order_id) where backordered;

create table order_event (
    sequence  bigint generated always as identity,
    order_id  text        not null references orders,
    at        timestamptz not null,
    type      text        not null,
    actor     text        not null,
    data      jsonb       not null,
    constraint order_event_pk primary key (order_id, sequence)
);

create table idempotency_key (
    caller        text        not null,
    key           text        not null,
    request_hash  text        not null,
    order_id      text        not null references orders,
    created_at    timestamptz not null,
    constraint idempotency_key_pk primary key (caller, key)
);
