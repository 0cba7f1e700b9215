-- How long steps took counts every completed task, whether or not its beginning was noted: the index said otherwise, and
-- was never used.
drop index task_ended;
create index task_completed on task (node_id, ended_at) where status = 'COMPLETED';
-- What is open, at a node or at any, in the order of its ids, which is that of time.
drop index task_node_open;
create index task_node_open on task (node_id, id) where status in ('OPEN', 'CLAIMED');
create index task_open on task (id) where status in ('OPEN', 'CLAIMED');
