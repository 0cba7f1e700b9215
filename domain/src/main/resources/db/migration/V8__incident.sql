create table incident (
    id                    text        primary key,
    incident_key          bigint      not null,
    job_key               bigint,
    process_instance_key  bigint      not null,
    process_id            text        not null,
    element_id            text        not null,
    order_id              text,
    type                  text        not null,
    message               text        not null,
    status                text        not null,
    created_at            timestamptz not null,
    resolved_at           timestamptz,
    constraint incident_key_unique unique (incident_key)
);
create index incident_open on incident (created_at) where status = 'OPEN';
create index incident_order on incident (order_id);

-- Which order a job belonged to, told by the worker that gave up on it: the engine's incident does not say.
create table job_failure (
    job_key    bigint      primary key,
    order_id   text        not null,
    failed_at  timestamptz not null
);

-- How far each incident file of the engine has been read.
create table incident_log_position (
    source    text   primary key,
    position  bigint not null
);
