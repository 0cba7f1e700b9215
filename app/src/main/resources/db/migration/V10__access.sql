-- Tokens are random and long, so a plain SHA-256 is enough; the token itself is told once and kept nowhere.
create table api_token (
    id          text        primary key,
    name        text        not null,
    token_hash  text        not null,
    roles       text[]      not null,
    nodes       text[]      not null,
    created_by  text        not null,
    created_at  timestamptz not null,
    revoked_at  timestamptz,
    constraint api_token_hash_unique unique (token_hash),
    constraint api_token_roles_known check (
        roles <@ array['system', 'associate', 'service', 'analyst', 'operator', 'admin'] and cardinality(roles) > 0)
);
-- The name stands in histories as who did it, so no two callers bear it at the same time.
create unique index api_token_name on api_token (name) where revoked_at is null;
