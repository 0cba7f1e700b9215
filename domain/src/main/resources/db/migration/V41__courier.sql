-- One row per try to deliver a fulfilment on the day. The driver's name and the photo belong to the courier's report.
create table courier_trip (
    fulfilment_id     text        not null references fulfilment,
    attempt           integer     not null,
    courier           text        not null,
    reference         text        not null,
    fee_minor         bigint      not null,
    currency          text        not null,
    status            text        not null,
    driver_name       text,
    driver_photo_url  text,
    live_url          text,
    photo_url         text,
    reason            text,
    booked_at         timestamptz not null,
    updated_at        timestamptz not null,
    constraint courier_trip_pk primary key (fulfilment_id, attempt),
    constraint courier_trip_status check (status in ('BOOKED', 'DRIVER_NAMED', 'OUT_FOR_DELIVERY', 'DELIVERED', 'FAILED', 'CANCELLED'))
);
