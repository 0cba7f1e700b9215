package org.baton.domain.support;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sql.DataSource;

/** The one PostgreSQL that all the tests of a JVM share. */
final class TestDatabase {

    private static final int CONNECTIONS = 40;

    private TestDatabase() {}

    static DataSource start() {
        try {
            var postgres = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("max_connections", "100")
                    .start();
            var pool = new HikariDataSource();
            pool.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
            pool.setMaximumPoolSize(CONNECTIONS);
            pool.setMinimumIdle(2);
            pool.setConnectionTimeout(10_000);
            return pool;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
