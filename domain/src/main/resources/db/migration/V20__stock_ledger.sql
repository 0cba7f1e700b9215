-- A null is the rule table's; a number is said of this node and SKU alone.
alter table stock alter column safety_stock drop not null, alter column safety_stock drop default;
update stock set safety_stock = null where safety_stock = 0;
alter table stock
    -- A till may sell a unit before its receipt is told: on hand is then below zero until it is.
    drop constraint stock_on_hand_not_negative,
    add column threshold       integer,
    add column units_per_week  integer not null default 0,
    add column opened_at       timestamptz not null default now(),
    add column counted_at      timestamptz,
    add column moved_at        timestamptz,
    add constraint stock_on_hand_bounds check (on_hand between -1000000000 and 1000000000),
    add constraint stock_threshold_not_negative check (threshold >= 0);

alter table stock_movement
    add column source    text,
    add column quantity  integer,
    add column xid       xid8;
alter table stock_movement alter column xid set default pg_current_xact_id();
-- Who follows the stock reads what was written since the oldest transaction that was still open when it last looked.
create index stock_movement_xid on stock_movement (xid);
drop index stock_movement_stock;
create index stock_movement_stock on stock_movement (sku, node_id, occurred_at);
create index stock_movement_reference on stock_movement (reference, id) where reference is not null;

-- By the key alone: a session keeps its first plan, and one that was made for an empty table or for a large batch would
-- read the whole table for a single row.
create function stock_follows_movements() returns trigger language plpgsql
    set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
declare
    touched integer;
    named   integer;
begin
    with sums as (
        select sku, node_id, sum(on_hand_change)::integer as on_hand, sum(reserved_change)::integer as reserved,
               sum(damaged_change)::integer as damaged, max(recorded_at) as at,
               max(occurred_at) filter (where on_hand_change <> 0) as moved_at
        from added group by sku, node_id
    ), moved as (
        update stock s
        set on_hand = s.on_hand + m.on_hand, reserved = s.reserved + m.reserved, damaged = s.damaged + m.damaged,
            updated_at = m.at, moved_at = greatest(s.moved_at, m.moved_at)
        from sums m where s.sku = m.sku and s.node_id = m.node_id
        returning 1
    )
    select (select count(*) from moved), (select count(*) from sums) into touched, named;
    if touched <> named then
        raise foreign_key_violation using message = 'a movement names stock that was never opened';
    end if;
    return null;
end $$;
create trigger stock_movement_moves after insert on stock_movement
    referencing new table as added for each statement execute function stock_follows_movements();

create function stock_refuses_other_writers() returns trigger language plpgsql as $$
begin
    if pg_trigger_depth() < 2 then
        raise restrict_violation using message = 'units of stock are the sums of their movements: write a movement';
    end if;
    return new;
end $$;
create trigger stock_counters_follow before update of on_hand, reserved, damaged on stock for each row
    when ((old.on_hand, old.reserved, old.damaged) is distinct from (new.on_hand, new.reserved, new.damaged))
    execute function stock_refuses_other_writers();
create trigger stock_begins_empty before insert on stock for each row
    when (new.on_hand <> 0 or new.reserved <> 0 or new.damaged <> 0)
    execute function stock_refuses_other_writers();

create function stock_movement_is_final() returns trigger language plpgsql as $$
begin
    raise restrict_violation using message = 'the ledger is only ever added to';
end $$;
create trigger stock_movement_append_only before update or delete on stock_movement
    for each statement execute function stock_movement_is_final();

-- What else changes an answer about stock; a null node stands for all of them.
create table stock_touch (
    xid         xid8        not null default pg_current_xact_id(),
    sku         text        not null,
    node_id     text,
    touched_at  timestamptz not null default now()
);
create index stock_touch_xid on stock_touch (xid);
create function stock_terms_changed() returns trigger language plpgsql as $$
begin
    insert into stock_touch (sku, node_id) values (new.sku, new.node_id);
    return null;
end $$;
create trigger stock_terms_touch after update of safety_stock, threshold, units_per_week on stock for each row
    when ((old.safety_stock, old.threshold, old.units_per_week)
          is distinct from (new.safety_stock, new.threshold, new.units_per_week))
    execute function stock_terms_changed();
create function product_category_changed() returns trigger language plpgsql as $$
begin
    insert into stock_touch (sku) values (new.sku);
    return null;
end $$;
create trigger product_category_touch after update of category on product for each row
    when (old.category is distinct from new.category) execute function product_category_changed();

-- When a node was last counted as a whole: every SKU that it held then.
create table node_count (
    node_id      text        primary key references node,
    counted_at   timestamptz not null,
    recorded_at  timestamptz not null
);

-- A cart holds units under the id of its promise in the place of a fulfilment, without an order, until it expires.
alter table reservation alter column order_id drop not null, add column expires_at timestamptz;
create index reservation_expiry on reservation (expires_at) where expires_at is not null and quantity > 0;

create table inbound (
    reference    text        not null,
    node_id      text        not null references node,
    sku          text        not null references product,
    expected_on  date        not null,
    expected     integer     not null,
    received     integer     not null default 0,
    actor        text        not null,
    updated_at   timestamptz not null,
    constraint inbound_pk primary key (reference, node_id, sku),
    constraint inbound_expected_positive check (expected > 0),
    constraint inbound_received_not_negative check (received >= 0)
);
create index inbound_open on inbound (sku, node_id, expected_on) where received < expected;

create table stock_signal (
    id          bigint generated always as identity primary key,
    type        text        not null,
    node_id     text        not null,
    sku         text        not null,
    units       integer     not null,
    cause       text        not null,
    at          timestamptz not null,
    handled_at  timestamptz,
    constraint stock_signal_type check (type in ('low-stock', 'out-of-stock', 'back-in-stock', 'oversold'))
);
create index stock_signal_to_handle on stock_signal (id) where type = 'oversold' and handled_at is null;

create table stock_snapshot (
    id          text        primary key,
    source      text        not null,
    as_of       timestamptz not null,
    actor       text        not null,
    key         text        not null,
    body_hash   text        not null,
    report      jsonb       not null,
    taken_at    timestamptz not null,
    constraint stock_snapshot_key_unique unique (actor, key)
);

-- How well a snapshot and Baton agreed about a node.
create table stock_reconciliation (
    snapshot_id     text        not null references stock_snapshot,
    source          text        not null,
    node_id         text        not null,
    as_of           timestamptz not null,
    rows            integer     not null,
    agreeing        integer     not null,
    units_said      bigint      not null,
    units_believed  bigint      not null,
    units_off       bigint      not null,
    constraint stock_reconciliation_pk primary key (node_id, source, snapshot_id)
);
create index stock_reconciliation_snapshot on stock_reconciliation (snapshot_id);
