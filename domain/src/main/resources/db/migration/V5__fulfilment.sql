create table fulfilment (
    id                     text        primary key,
    order_id               text        not null references orders,
    request_key            text        not null,
    node_id                text        not null references node,
    method                 text        not null,
    process                text        not null,
    status                 text        not null,
    promised_at            timestamptz,
    accept_within          text,
    pick_within            text,
    pickup_window          text,
    pickup_code            text,
    wrong_codes            integer     not null default 0,
    staged_at              text,
    carrier                text,
    tracking_number        text,
    process_instance_key   bigint,
    created_at             timestamptz not null,
    updated_at             timestamptz not null
);
create index fulfilment_order on fulfilment (order_id);
create index fulfilment_node_status on fulfilment (node_id, status);
create index fulfilment_process_instance on fulfilment (process_instance_key);

-- quantity is what is still to be fulfilled here; rejected units have moved on to another fulfilment.
create table fulfilment_line (
    fulfilment_id  text    not null references fulfilment,
    line_number    integer not null,
    sku            text    not null,
    quantity       integer not null,
    picked         integer not null default 0,
    rejected       integer not null default 0,
    constraint fulfilment_line_pk primary key (fulfilment_id, line_number),
    constraint fulfilment_line_counters check (quantity >= 0 and picked >= 0 and rejected >= 0 and picked <= quantity)
);

create table task (
    id                    text        primary key,
    job_key               bigint      not null,
    element_instance_key  bigint      not null,
    process_instance_key  bigint      not null,
    kind                  text        not null,
    title                 text        not null,
    node_id               text        not null,
    fulfilment_id         text        not null references fulfilment,
    order_id              text        not null references orders,
    status                text        not null,
    claimed_by            text,
    due_at                timestamptz,
    form                  jsonb,
    result                jsonb,
    created_at            timestamptz not null,
    ended_at              timestamptz,
    constraint task_element_instance_unique unique (element_instance_key)
);
create index task_node_open on task (node_id, created_at) where status in ('OPEN', 'CLAIMED');
create index task_fulfilment on task (fulfilment_id);
create index task_order on task (order_id);
