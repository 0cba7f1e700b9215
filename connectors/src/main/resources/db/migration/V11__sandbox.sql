-- What the sandbox vendors remember, as the real ones would: it outlives Baton.

-- One row per idempotency key: how often it was called, and the one answer that it gets.
create table sandbox_request (
    vendor        text    not null,
    operation     text    not null,
    key           text    not null,
    request_hash  text    not null,
    calls         integer not null,
    outcome       text,
    answer        jsonb,
    constraint sandbox_request_pk primary key (vendor, operation, key)
);

-- Append-only: every call that a vendor got, and everything that a vendor reported.
create table sandbox_call (
    id         bigint generated always as identity primary key,
    vendor     text        not null,
    operation  text        not null,
    key        text        not null,
    order_id   text,
    outcome    text        not null,
    request    jsonb       not null,
    answer     jsonb       not null,
    at         timestamptz not null
);
create index sandbox_call_vendor on sandbox_call (vendor, id);
create index sandbox_call_order on sandbox_call (order_id, vendor, id);
create index sandbox_call_key on sandbox_call (key, vendor, id);

create table sandbox_authorisation (
    key             text   primary key,
    reference       text   not null,
    subject         text   not null,
    token           text   not null,
    status          text   not null,
    amount_minor    bigint not null,
    captured_minor  bigint not null default 0,
    currency        text   not null,
    constraint sandbox_authorisation_reference_unique unique (reference),
    constraint sandbox_authorisation_status check (status in ('AUTHORISED', 'DECLINED', 'VOIDED')),
    constraint sandbox_authorisation_not_over_captured check (captured_minor between 0 and amount_minor)
);
create index sandbox_authorisation_subject on sandbox_authorisation (subject);

-- What a vendor will report of a fulfilment. Without due_at it never does.
create table sandbox_event (
    fulfilment_id      text        not null,
    vendor             text        not null,
    order_id           text,
    kind               text        not null,
    status             text        not null,
    carrier            text,
    tracking_number    text,
    reason             text,
    delivers_after_ms  bigint,
    due_at             timestamptz,
    ended_at           timestamptz,
    attempts           integer     not null default 0,
    last_error         text,
    constraint sandbox_event_pk primary key (fulfilment_id, vendor),
    constraint sandbox_event_kind check (kind in ('SHIPPED', 'REJECTED', 'DELIVERED')),
    constraint sandbox_event_status check (status in ('WAITING', 'DUE', 'PLAYED', 'REFUSED', 'STOPPED'))
);
create index sandbox_event_due on sandbox_event (due_at) where status = 'DUE';
create index sandbox_event_order on sandbox_event (order_id) where kind = 'REJECTED';
