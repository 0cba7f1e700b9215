create table node_group (
    id     text    primary key,
    name   text    not null,
    nodes  text[]  not null
);

-- Which nodes a channel may offer from, and how many units of each SKU it leaves at each of them.
create table sales_channel (
    id        text     primary key,
    group_id  text     references node_group,
    buffer    integer  not null,
    constraint sales_channel_buffer_not_negative check (buffer >= 0)
);

create table promise (
    id          text        primary key,
    caller      text        not null,
    key         text        not null,
    body_hash   text        not null,
    channel     text        not null,
    answer      jsonb       not null,
    nodes       text[]      not null,
    status      text        not null,
    expires_at  timestamptz,
    order_id    text,
    created_at  timestamptz not null,
    constraint promise_key_unique unique (caller, key),
    constraint promise_status check (status in ('offered', 'held', 'released', 'expired', 'ordered'))
);
alter table orders add column promise_id text;
