-- key = orderId/message/subject/channel: one message per business fact and channel, whoever asks and how often.
create table notification (
    key            text        primary key,
    order_id       text        not null references orders,
    fulfilment_id  text,
    message        text        not null,
    channel        text        not null,
    recipient      text,
    text           text        not null,
    status         text        not null,
    provider_id    text,
    reason         text,
    created_at     timestamptz not null,
    updated_at     timestamptz not null
);
create index notification_order on notification (order_id);
