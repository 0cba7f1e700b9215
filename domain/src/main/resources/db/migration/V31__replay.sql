-- Past orders decided anew by the rules in force and by drafts, kept as evidence for what was published.
create table replay (
    id            text        not null,
    status        text        not null,
    drafts        jsonb       not null,
    rules         jsonb       not null,
    period_from   timestamptz not null,
    period_to     timestamptz not null,
    author        text        not null,
    started_at    timestamptz not null,
    seen_at       timestamptz not null,
    ended_at      timestamptz,
    orders_total  bigint      not null default 0,
    orders_done   bigint      not null default 0,
    report        jsonb,
    problem       text,
    constraint replay_pk primary key (id),
    constraint replay_status check (status in ('RUNNING', 'DONE', 'FAILED')),
    constraint replay_period check (period_from < period_to)
);

create table replay_difference (
    replay_id   text        not null references replay,
    position    integer     not null,
    order_id    text        not null,
    decided_at  timestamptz not null,
    live        jsonb       not null,
    draft       jsonb       not null,
    constraint replay_difference_pk primary key (replay_id, position)
);

-- A replay reads what was decided, and how stock moved, in the order in which it happened.
create index sourcing_decision_decided on sourcing_decision (decided_at, id);
create index stock_movement_recorded on stock_movement using brin (recorded_at);
