-- Which engine the processes live in. A mark is kept in the engine itself: one that lacks it is another engine, whose
-- keys begin anew and mean nothing of what the last one's meant.
create table engine_generation (
    number    integer     primary key,
    mark      text        not null,
    began_at  timestamptz not null
);

-- resumes: how often the order's process was started again from what is true here; the rows below with a smaller number
-- belong to an earlier process, and are taken over by the next one step by step.
alter table orders
    add column resumes     integer not null default 0,
    add column resumed_at  timestamptz;
alter table fulfilment
    add column resumes     integer not null default 0,
    add column adopted_by  text;
alter table courier_trip
    add column resumes     integer not null default 0,
    add column adopted_by  text;

-- Without a job there is no process that waits for the task; it can be done all the same.
alter table task
    alter column job_key drop not null,
    add column resumes integer not null default 0,
    drop constraint task_element_instance_unique,
    add constraint task_element_instance_unique unique (order_id, resumes, element_instance_key);
drop index task_order;

alter table incident
    add column generation integer not null default 1,
    drop constraint incident_key_unique,
    add constraint incident_key_unique unique (generation, incident_key);

-- Cadences whose process was lost while messages of theirs were still to come.
create table lost_cadence (
    cadence_id  text     primary key,
    order_id    text     not null,
    generation  integer  not null
);
