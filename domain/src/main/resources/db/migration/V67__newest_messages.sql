create index notification_newest on notification (created_at desc, key desc) where text is not null;
