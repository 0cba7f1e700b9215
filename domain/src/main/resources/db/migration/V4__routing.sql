create table sourcing_decision (
    id             bigint generated always as identity primary key,
    order_id       text        not null references orders,
    request_key    text        not null,
    decided_at     timestamptz not null,
    strategy       text        not null,
    record         jsonb       not null,
    constraint sourcing_decision_request_unique unique (request_key)
);
create index sourcing_decision_order on sourcing_decision (order_id, id);
