-- A source may number what it tells instead of saying when it happened. Its messages then get times that follow the
-- numbers, and where times are the same the numbers decide.
create table stock_source (
    source      text        primary key,
    ordered_by  text        not null,
    since       timestamptz not null,
    constraint stock_source_ordered_by check (ordered_by in ('time', 'sequence'))
);
alter table stock_movement add column sequence bigint;
create index stock_movement_sequence on stock_movement (source, node_id, sequence) where sequence is not null;

-- Of the last count, where it was numbered.
alter table stock add column counted_by text, add column counted_sequence bigint;
alter table node_count add column counted_by text, add column counted_sequence bigint;
alter table stock_snapshot add column sequence bigint;
