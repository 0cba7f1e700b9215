-- What a courier will report of a trip: first its driver, then the end. Without due_at it waits for the parcel.
create table sandbox_trip (
    fulfilment_id  text        not null,
    attempt        integer     not null,
    next           text        not null,
    outcome        text        not null,
    collected      boolean     not null default false,
    due_at         timestamptz,
    tries          integer     not null default 0,
    last_error     text,
    constraint sandbox_trip_pk primary key (fulfilment_id, attempt),
    constraint sandbox_trip_next check (next in ('DRIVER', 'END', 'OVER')),
    constraint sandbox_trip_outcome check (outcome in ('DELIVERED', 'FAILED'))
);
create index sandbox_trip_due on sandbox_trip (due_at) where due_at is not null;
