-- In the order of the key: a snapshot moves a million rows, and where they lie side by side so do their pages.
create or replace function stock_follows_movements() returns trigger language plpgsql
    set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
declare
    touched integer;
    named   integer;
begin
    with sums as (
        select sku, node_id, sum(on_hand_change)::integer as on_hand, sum(reserved_change)::integer as reserved,
               sum(damaged_change)::integer as damaged, max(recorded_at) as at,
               max(occurred_at) filter (where on_hand_change <> 0) as moved_at
        from added group by sku, node_id order by sku, node_id
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

-- Whether a movement is the writer is asked before the function is called, which takes longer than the question.
create or replace function stock_refuses_other_writers() returns trigger language plpgsql as $$
begin
    raise restrict_violation using message = 'units of stock are the sums of their movements: write a movement';
end $$;
drop trigger stock_counters_follow on stock;
create trigger stock_counters_follow before update of on_hand, reserved, damaged on stock for each row
    when (pg_trigger_depth() = 0
          and (old.on_hand, old.reserved, old.damaged) is distinct from (new.on_hand, new.reserved, new.damaged))
    execute function stock_refuses_other_writers();
drop trigger stock_begins_empty on stock;
create trigger stock_begins_empty before insert on stock for each row
    when (pg_trigger_depth() = 0 and (new.on_hand <> 0 or new.reserved <> 0 or new.damaged <> 0))
    execute function stock_refuses_other_writers();
