package org.baton.app.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Baton's own PostgreSQL on a machine that has none: durable, on loopback, asking for a password that only the
 * data directory knows.
 */
public final class EmbeddedPostgres implements SupervisedService {

    private static final String USER = "baton";
    private static final String DATABASE = "baton";
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(40);

    private final Path home;
    private final Path cluster;
    private final Path secret;
    private final Ports ports;
    private final Path cache;
    private volatile boolean closed;
    private volatile int port;
    private @Nullable PostgresControl control;

    /** Nothing is started yet. Data goes to {@code <data>/postgres}. */
    public EmbeddedPostgres(DataDirectory data, Ports ports, Path cache) {
        this.home = data.root();
        this.cluster = home.resolve("postgres");
        this.secret = home.resolve("postgres-password");
        this.ports = ports;
        this.cache = cache;
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public synchronized void start() {
        PostgresControl tools = control();
        try {
            tools.stopLeftover();
            if (!Files.exists(cluster.resolve("PG_VERSION"))) {
                initialise(tools);
            }
            if (closed) {
                throw stoppedEarly();
            }
            port = ports.choose("postgres", 15432);
            tools.start(port);
            if (closed) {
                tools.stop();
                throw stoppedEarly();
            }
            createDatabase();
        } catch (IOException | SQLException e) {
            throw new StartFailure("PostgreSQL did not start: " + e.getMessage() + "; its log is " + tools.log(), e);
        }
    }

    @Override
    public String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public boolean lives() {
        return control().running().isPresent();
    }

    @Override
    public void close() {
        closed = true;
        synchronized (this) {
            PostgresControl tools = control;
            if (tools != null) {
                tools.stop();
            }
        }
    }

    /** The number of the server's first process, for those who watch it. */
    public ProcessHandle process() {
        return control().running().orElseThrow();
    }

    /** What Spring connects to. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + address() + "/" + DATABASE;
    }

    public String user() {
        return USER;
    }

    /** Read from the data directory; whoever may read that may use the database. */
    public String password() {
        try {
            return Files.readString(secret, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new StartFailure("The password of the database is missing: " + secret, e);
        }
    }

    /** Unpacks the programs when it is first asked, so that making this object takes no time. */
    private synchronized PostgresControl control() {
        PostgresControl known = control;
        if (known == null) {
            known = new PostgresControl(PostgresBinaries.unpacked(cache), cluster, home.resolve("logs"), STOP_PATIENCE);
            control = known;
        }
        return known;
    }

    /** Beside its place first, so that a kill during it leaves nothing half made. */
    private void initialise(PostgresControl tools) throws IOException {
        OwnerOnly.write(secret, OwnerOnly.secret(24) + "\n");
        Path draft = home.resolve("postgres.new");
        Unpacked.delete(draft);
        tools.run(List.of(
                "initdb",
                "--pgdata=" + draft,
                "--username=" + USER,
                "--pwfile=" + secret,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C"));
        Files.move(draft, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    private void createDatabase() throws SQLException {
        String maintenance = "jdbc:postgresql://" + address() + "/postgres";
        try (Connection connection = DriverManager.getConnection(maintenance, USER, password());
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
            if (!found.next()) {
                statement.execute("CREATE DATABASE " + DATABASE);
            }
        }
    }
}
