-- Versions of rule tables: as shipped, and as edited. What a version says never changes; its status does.
create table rule_version (
    table_name      text        not null,
    version         integer     not null,
    status          text        not null,
    hash            text        not null,
    dmn             bytea       not null,
    cases           text        not null,
    case_count      integer     not null,
    findings        jsonb       not null,
    based_on        integer,
    author          text        not null,
    note            text        not null,
    created_at      timestamptz not null,
    tried_at        timestamptz,
    published_at    timestamptz,
    published_by    text,
    publish_note    text,
    evidence        text,
    rolled_back_at  timestamptz,
    rolled_back_by  text,
    rollback_note   text,
    constraint rule_version_pk primary key (table_name, version),
    constraint rule_version_status check (
        status in ('SHIPPED', 'DRAFT', 'CHECKED', 'TRIED', 'PUBLISHED', 'REPLACED', 'ROLLED_BACK'))
);
create unique index rule_version_shipped on rule_version (table_name, hash) where status = 'SHIPPED';

create table rule_table (
    table_name       text    not null,
    requires_replay  boolean not null,
    constraint rule_table_pk primary key (table_name)
);

-- One row for each time at which tables were switched. Its number is what every Baton process watches.
create table rule_publication (
    generation  bigint generated always as identity,
    kind        text        not null,
    at          timestamptz not null,
    actor       text        not null,
    note        text        not null,
    constraint rule_publication_pk primary key (generation),
    constraint rule_publication_kind check (kind in ('PUBLISH', 'ROLLBACK'))
);

-- Which version a publication put into force, and which one before it; null is the table as shipped.
create table rule_switch (
    generation  bigint  not null references rule_publication,
    table_name  text    not null,
    version     integer,
    previous    integer,
    constraint rule_switch_pk primary key (generation, table_name)
);

-- A table without a row is in force as shipped.
create table rule_in_force (
    table_name  text    not null,
    version     integer not null,
    constraint rule_in_force_pk primary key (table_name),
    constraint rule_in_force_version foreign key (table_name, version) references rule_version
);

create table rule_request (
    caller        text        not null,
    key           text        not null,
    request_hash  text        not null,
    resource      text        not null,
    created_at    timestamptz not null,
    constraint rule_request_pk primary key (caller, key)
);
