-- destination_node: the store that a fulfilment goes to first, when another node gives the goods.
-- departed: its units have left the stock of its node.
alter table fulfilment
    add column destination_node  text    references node,
    add column most_wrong_codes  integer not null default 5,
    add column most_deliveries   integer not null default 1,
    add column departed          boolean not null default false;
create index fulfilment_destination on fulfilment (destination_node) where destination_node is not null;

-- handed_over: units of quantity that the customer has taken already, while the others still wait.
alter table fulfilment_line
    add column scanned      integer not null default 0,
    add column handed_over  integer not null default 0,
    add constraint fulfilment_line_scanned check (scanned between 0 and quantity),
    add constraint fulfilment_line_handed_over check (handed_over between 0 and quantity);

-- When somebody began with a task: claimed it, or scanned the first item.
alter table task add column started_at timestamptz;
create index task_ended on task (node_id, ended_at) where started_at is not null;

-- Every scan of every item, also those that were refused.
create table scan (
    id             bigint generated always as identity primary key,
    fulfilment_id  text        not null references fulfilment,
    key            text,
    code           text        not null,
    units          integer     not null,
    accepted       boolean     not null,
    reason         text,
    sku            text,
    scanned        integer     not null,
    ordered        integer     not null,
    actor          text        not null,
    at             timestamptz not null,
    constraint scan_key_unique unique (fulfilment_id, key)
);

-- Who got what from whom, and how it was verified. The recipient is personal data.
create table hand_over (
    id             bigint generated always as identity primary key,
    fulfilment_id  text        not null references fulfilment,
    task_id        text        not null references task,
    at             timestamptz not null,
    associate      text        not null,
    verified_by    text        not null,
    recipient      text,
    taken          jsonb       not null,
    refused        jsonb       not null,
    constraint hand_over_verified_by check (verified_by in ('code', 'qr', 'id'))
);
create index hand_over_fulfilment on hand_over (fulfilment_id);

-- Customers who said that they are there.
create table arrival (
    fulfilment_id  text        primary key references fulfilment,
    node_id        text        not null references node,
    spot           text,
    car            text,
    arrived_at     timestamptz not null,
    served_at      timestamptz
);
create index arrival_waiting on arrival (node_id, arrived_at) where served_at is null;

-- What signs the links that customers are sent; the same for all Batons on this database.
create table link_key (
    id      integer primary key,
    secret  bytea   not null,
    constraint link_key_single check (id = 1)
);

-- Several orders picked in one walk.
create table wave (
    id          text        primary key,
    node_id     text        not null references node,
    actor       text        not null,
    created_at  timestamptz not null,
    ended_at    timestamptz
);
create index wave_node on wave (node_id, id);
create table wave_part (
    wave_id        text    not null references wave,
    slot           integer not null,
    task_id        text    not null references task,
    fulfilment_id  text    not null references fulfilment,
    constraint wave_part_pk primary key (wave_id, slot),
    constraint wave_part_task_unique unique (wave_id, task_id)
);
