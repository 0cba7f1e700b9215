-- Which sandbox vendors answer nobody for a while.
create table sandbox_outage (
    vendor  text        not null,
    until   timestamptz not null,
    constraint sandbox_outage_pk primary key (vendor)
);
