create table node (
    id              text             primary key,
    name            text             not null,
    type            text             not null,
    line1           text,
    city            text,
    region          text,
    postal_code     text             not null,
    country         text             not null,
    latitude        double precision not null,
    longitude       double precision not null,
    time_zone       text             not null,
    opening_hours   text,
    phone           text,
    capabilities    text[]           not null,
    daily_capacity  integer,
    active          boolean          not null,
    constraint node_type check (type in ('store', 'warehouse')),
    constraint node_latitude check (latitude between -90 and 90),
    constraint node_longitude check (longitude between -180 and 180)
);

create table product (
    sku           text        primary key,
    name          text        not null,
    gtin          text,
    weight_grams  integer,
    category      text,
    handling      text        not null
);
create unique index product_gtin on product (gtin);

create table stock (
    node_id       text        not null references node,
    sku           text        not null references product,
    on_hand       integer     not null default 0,
    reserved      integer     not null default 0,
    damaged       integer     not null default 0,
    safety_stock  integer     not null default 0,
    aisle         text,
    bin           text,
    updated_at    timestamptz not null,
    constraint stock_pk primary key (sku, node_id),
    constraint stock_on_hand_not_negative check (on_hand >= 0),
    constraint stock_reserved_not_negative check (reserved >= 0),
    constraint stock_damaged_not_negative check (damaged >= 0),
    constraint stock_safety_not_negative check (safety_stock >= 0)
) with (fillfactor = 80);
create index stock_node on stock (node_id, sku);

-- Append-only. On hand, reserved and damaged of a stock row are the sums of their changes here.
create table stock_movement (
    id               bigint generated always as identity primary key,
    key              text        not null,
    node_id          text        not null,
    sku              text        not null,
    type             text        not null,
    on_hand_change   integer     not null,
    reserved_change  integer     not null,
    damaged_change   integer     not null,
    reason           text,
    reference        text,
    actor            text        not null,
    occurred_at      timestamptz not null,
    recorded_at      timestamptz not null,
    constraint stock_movement_key_unique unique (key)
);
create index stock_movement_stock on stock_movement (sku, node_id);

create table reservation (
    fulfilment_id  text        not null,
    line_number    integer     not null,
    order_id       text        not null,
    node_id        text        not null,
    sku            text        not null,
    quantity       integer     not null,
    created_at     timestamptz not null,
    constraint reservation_pk primary key (fulfilment_id, line_number),
    constraint reservation_quantity_not_negative check (quantity >= 0)
);
create index reservation_order on reservation (order_id);
