-- A row that its node's counts do not cover, because whoever counts the node never names it: only counts of its own hold.
alter table stock add column apart boolean not null default false;
create index stock_apart on stock (node_id) where apart;
