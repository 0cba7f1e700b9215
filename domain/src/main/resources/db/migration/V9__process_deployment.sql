-- What Baton itself last deployed, so that a restart leaves alone what an analyst deployed since.
CREATE TABLE process_deployment (
    resource               text        NOT NULL,
    sha256                 text        NOT NULL,
    process_definition_key bigint      NOT NULL,
    version                integer     NOT NULL,
    deployed_at            timestamptz NOT NULL,
    CONSTRAINT process_deployment_pk PRIMARY KEY (resource)
);
