-- Other systems that want to hear what happens. Their secrets sign what is sent, so they are kept as they are.
create table webhook_endpoint (
    id                   text        primary key,
    url                  text        not null,
    description          text,
    event_types          text[]      not null,
    status               text        not null,
    disabled_because     text,
    secret               text        not null,
    former_secret        text,
    former_secret_until  timestamptz,
    version              bigint      not null default 1,
    created_by           text        not null,
    created_at           timestamptz not null,
    request_key          text,
    request_hash         text,
    constraint webhook_endpoint_status check (status in ('ENABLED', 'DISABLED')),
    constraint webhook_endpoint_key_unique unique (created_by, request_key)
);

-- What happened, written with the change itself if anybody wants to hear of it.
create table webhook_event (
    id       text        primary key,
    type     text        not null,
    subject  text        not null,
    at       timestamptz not null,
    data     json        not null
);
create index webhook_event_at on webhook_event (at);

-- No reference to the endpoint: a change of stock must not wait for, or fail by, somebody who removes one.
create table webhook_delivery (
    endpoint_id      text        not null,
    event_id         text        not null references webhook_event on delete cascade,
    status           text        not null,
    attempts         integer     not null default 0,
    due_at           timestamptz not null,
    last_attempt_at  timestamptz,
    last_status      integer,
    last_problem     text,
    constraint webhook_delivery_pk primary key (endpoint_id, event_id),
    constraint webhook_delivery_status check (status in ('WAITING', 'DELIVERED', 'FAILED'))
);
create index webhook_delivery_due on webhook_delivery (endpoint_id, due_at) where status = 'WAITING';
create index webhook_delivery_event on webhook_delivery (event_id);
