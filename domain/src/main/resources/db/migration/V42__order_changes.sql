-- scheduled_for: when sourcing begins, while that lies ahead. priority: who goes first when supply arrives; 1 is first.
-- pickup_person: who may collect besides the customer; personal data.
alter table orders
    add column scheduled_for  timestamptz,
    add column priority       integer not null default 100,
    add column pickup_person  text;
