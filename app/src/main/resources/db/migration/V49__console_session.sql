-- Who is signed in to the console. Kept here so that a restart signs no tablet out, and every Baton process knows it.
create table console_session (
    id_hash     text        primary key,
    token_id    text        not null references api_token,
    created_at  timestamptz not null,
    expires_at  timestamptz not null
);
create index console_session_expires on console_session (expires_at);
