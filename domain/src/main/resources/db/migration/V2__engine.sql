-- The outbox to the process engine: written with the change that causes it, handed over by the relay.
create table engine_command (
    id               bigint generated always as identity primary key,
    kind             text        not null,
    name             text        not null,
    correlation_key  text        not null,
    message_id       text        not null,
    variables        jsonb       not null,
    time_to_live_s   bigint      not null,
    created_at       timestamptz not null,
    due_at           timestamptz not null,
    attempts         integer     not null default 0,
    constraint engine_command_unique unique (kind, message_id)
);
create index engine_command_due on engine_command (due_at, id);
