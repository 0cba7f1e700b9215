package org.baton.app.camunda;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Remembers what Baton last deployed: the table {@code process_deployment}. */
final class DeploymentLedger {

    private static final long LOCK = 0x6261746f6e01L;

    private final JdbcClient jdbc;

    /** One deployed diagram and what the engine made of it. */
    record Entry(String resource, String sha256, long processDefinitionKey, int version) {}

    DeploymentLedger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Until the transaction ends, no other Baton deploys to this engine. */
    void lock() {
        jdbc.sql("SELECT pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query((row, number) -> 1)
                .single();
    }

    Map<String, Entry> entries() {
        return jdbc
                .sql("SELECT resource, sha256, process_definition_key, version FROM process_deployment")
                .query(Entry.class)
                .list()
                .stream()
                .collect(Collectors.toMap(Entry::resource, Function.identity()));
    }

    void save(Entry entry, Instant at) {
        jdbc.sql("""
                INSERT INTO process_deployment (resource, sha256, process_definition_key, version, deployed_at)
                VALUES (:resource, :sha256, :key, :version, :at)
                ON CONFLICT ON CONSTRAINT process_deployment_pk DO UPDATE
                SET sha256 = excluded.sha256, process_definition_key = excluded.process_definition_key,
                    version = excluded.version, deployed_at = excluded.deployed_at""")
                .param("resource", entry.resource())
                .param("sha256", entry.sha256())
                .param("key", entry.processDefinitionKey())
                .param("version", entry.version())
                .param("at", Timestamp.from(at))
                .update();
    }
}
