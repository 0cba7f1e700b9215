-- One row per effect on money, keyed by the business: orderId/authorise, orderId/fulfilmentId/capture, orderId/void.
create table payment_entry (
    key                 text        primary key,
    order_id            text        not null references orders,
    fulfilment_id       text,
    kind                text        not null,
    status              text        not null,
    amount_minor        bigint      not null,
    currency            text        not null,
    provider_reference  text,
    reason              text,
    created_at          timestamptz not null,
    updated_at          timestamptz not null,
    constraint payment_entry_amount_not_negative check (amount_minor >= 0)
);
create index payment_entry_order on payment_entry (order_id);
