-- A message is planned before it is worded: text and recipient come with the first try.
alter table notification
    alter column text drop not null,
    add column event             text,
    add column cadence_id        text,
    add column language          text,
    add column template_version  text,
    add column subject           text,
    add column html              text,
    add column facts             jsonb       not null default '{}',
    add column because           text,
    add column rules             text,
    add column due_at            timestamptz not null default now(),
    add column stop_when         text[]      not null default '{}',
    add column fallback          text[]      not null default '{}',
    add column quiet_from        integer,
    add column quiet_until       integer,
    add column sent_by           text        not null default 'step',
    add column attempts          integer     not null default 0,
    add column leased_until      timestamptz,
    add column history           jsonb       not null default '[]',
    add column erased_at         timestamptz,
    add constraint notification_sent_by check (sent_by in ('step', 'relay', 'cadence'));
-- What is still to be sent is little, whatever was ever sent.
create index notification_due on notification (due_at) where status in ('SCHEDULED', 'PENDING');
create index notification_cadence on notification (cadence_id) where status in ('SCHEDULED', 'PENDING');
create index notification_provider on notification (provider_id) where provider_id is not null;

-- The outbox from orders to messages: written with the change that customers hear of, planned by the relay.
create table notification_event (
    id             bigint generated always as identity primary key,
    order_id       text        not null,
    fulfilment_id  text,
    event          text        not null,
    occurrence     text        not null,
    facts          jsonb       not null,
    happened_at    timestamptz not null,
    due_at         timestamptz not null,
    attempts       integer     not null default 0
);
create index notification_event_due on notification_event (due_at, id);

-- STOP and START as they came, the last one counts. The hash of an address stays when the customer is erased: a STOP
-- must outlive everything else.
create table consent_change (
    id              bigint generated always as identity primary key,
    channel         text        not null,
    recipient_hash  text        not null,
    allowed         boolean     not null,
    source          text        not null,
    at              timestamptz not null
);
create index consent_change_recipient on consent_change (recipient_hash, channel, id desc);

-- Webhooks that were worked off, so that none takes effect twice.
create table inbound_event (
    vendor    text        not null,
    event_id  text        not null,
    at        timestamptz not null,
    constraint inbound_event_pk primary key (vendor, event_id)
);
