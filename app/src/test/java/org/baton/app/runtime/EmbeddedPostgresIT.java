package org.baton.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {

    @TempDir
    private Path directory;

    private DataDirectory data;
    private EmbeddedPostgres postgres;

    @BeforeEach
    void start() throws SQLException {
        data = DataDirectory.claim(directory.resolve("with a space"));
        postgres = new EmbeddedPostgres(data, Ports.in(data, Unpacked.cache()), Unpacked.cache());
        postgres.start();
        execute("CREATE TABLE kept (word text)");
        execute("INSERT INTO kept VALUES ('there')");
    }

    @AfterEach
    void stop() {
        postgres.close();
        data.close();
    }

    @Test
    void shouldKeepWhatWasCommittedWhenKilled() throws SQLException {
        ProcessHandle killed = postgres.process();
        assertThat(killed.destroyForcibly()).isTrue();

        postgres.start();

        assertThat(postgres.process().pid()).isNotEqualTo(killed.pid());
        assertThat(word()).isEqualTo("there");
    }

    @Test
    void shouldStopTheServerOfAKilledBatonWhenTheNextOneStarts() throws SQLException {
        ProcessHandle left = postgres.process();

        postgres = new EmbeddedPostgres(data, Ports.in(data, Unpacked.cache()), Unpacked.cache());
        postgres.start();

        assertThat(Processes.lives(left)).isFalse();
        assertThat(word()).isEqualTo("there");
    }

    @Test
    void shouldStartWhenThePidFileNamesAnotherProgram() throws Exception {
        postgres.close();
        Path pidFile = data.root().resolve("postgres").resolve("postmaster.pid");
        Files.writeString(pidFile, ProcessHandle.current().pid() + "\n");

        postgres = new EmbeddedPostgres(data, Ports.in(data, Unpacked.cache()), Unpacked.cache());
        postgres.start();

        assertThat(word()).isEqualTo("there");
    }

    @Test
    void shouldRefuseWhoeverDoesNotKnowThePassword() {
        assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "guessed"))
                .hasMessageContaining("password authentication failed");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String word() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT word FROM kept")) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }
}
