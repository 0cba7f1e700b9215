-- The forms that analysts draw for the steps of a store. A task keeps the key of its form; the column that held a form
-- itself was never filled.
create table step_form (
    key     text        constraint step_form_pk primary key,
    schema  jsonb       not null,
    kept_at timestamptz not null
);

alter table task drop column form;
alter table task add column form_key text;
