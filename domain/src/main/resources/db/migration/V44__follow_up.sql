-- What is left to do once a change is committed, such as telling a carrier: written with the change, done by the relay.
-- Due at infinity: given up, until a person has it tried again.
create table follow_up (
    id          bigint      generated always as identity primary key,
    kind        text        not null,
    key         text        not null,
    order_id    text        not null references orders,
    details     jsonb       not null,
    created_at  timestamptz not null,
    due_at      timestamptz not null,
    attempts    integer     not null default 0,
    constraint follow_up_unique unique (kind, key)
);
create index follow_up_due on follow_up (due_at, id);
create index follow_up_order on follow_up (order_id);

-- One that was given up is an incident which the engine knows nothing of.
alter table incident alter column incident_key drop not null;
alter table incident add column follow_up_id bigint;
