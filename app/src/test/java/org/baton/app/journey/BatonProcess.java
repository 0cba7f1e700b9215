package org.baton.app.journey;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baton.app.Baton;
import org.baton.app.access.FirstAdminToken;
import org.baton.app.cli.demo.BatonClient;
import org.baton.app.runtime.EngineDistribution;
import org.baton.app.testing.RealPlatform;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** {@code baton run} as its user starts it: a process of its own that may be killed. Closing ends all that is left. */
final class BatonProcess implements AutoCloseable {

    private static final Duration READY = Duration.ofSeconds(240);
    private static final Duration STOPPED = Duration.ofSeconds(90);

    private final Path data;
    private final List<String> settings;
    private final Map<String, String> environment;
    private final int port;
    /** Everything that ever ran here: Batons, engines and databases. */
    private final Set<ProcessHandle> seen = new LinkedHashSet<>();

    private Process baton;
    private int starts;

    /** @param settings system properties, as {@code name=value} */
    BatonProcess(Path data, String... settings) {
        this(data, Map.of(), List.of(settings));
    }

    private BatonProcess(Path data, Map<String, String> environment, List<String> settings) {
        this.data = data;
        this.environment = environment;
        this.settings = settings;
        this.port = freePort();
    }

    /** Another Baton, not started yet, on the database and the engine of this one. */
    BatonProcess beside(Path otherData) {
        var shared = Map.of(
                "BATON_DATABASE_URL",
                databaseUrl(),
                "BATON_DATABASE_USER",
                "baton",
                "BATON_DATABASE_PASSWORD",
                password(),
                "BATON_CAMUNDA_GRPC_ADDRESS",
                "http://" + engineAddress());
        return new BatonProcess(otherData, shared, settings);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it and waits until it says that it is ready. */
    void start() {
        RealPlatform.locateEngine();
        var output = data.resolveSibling("run-" + ++starts + ".log");
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m"));
        command.add("-D" + EngineDistribution.ARCHIVE_PROPERTY + "="
                + System.getProperty(EngineDistribution.ARCHIVE_PROPERTY));
        settings.forEach(setting -> command.add("-D" + setting));
        command.addAll(List.of("-cp", classPath(), Baton.class.getName(), "run"));
        command.addAll(List.of("--port", Integer.toString(port), "--data", data.toString()));
        try {
            Files.createDirectories(output.getParent());
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            baton = builder.start();
            baton.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        seen.add(baton.toHandle());
        await().atMost(READY).pollInterval(Duration.ofMillis(200)).until(() -> {
            if (!baton.isAlive()) {
                throw new IllegalStateException("Baton ended while it started: " + text(output));
            }
            return text(output).contains("Baton is ready");
        });
        engine().ifPresent(seen::add);
        database().ifPresent(seen::add);
    }

    /** What the user has; not the classes of the tests. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    BatonClient client() {
        return client(token());
    }

    BatonClient client(String token) {
        return new BatonClient(URI.create("http://127.0.0.1:" + port), token);
    }

    /** The admin's. */
    String token() {
        return text(data.resolve(FirstAdminToken.FILE)).strip();
    }

    JdbcClient databaseClient() {
        return JdbcClient.create(new DriverManagerDataSource(databaseUrl(), "baton", password()));
    }

    private String databaseUrl() {
        return "jdbc:postgresql://127.0.0.1:" + ports().getProperty("postgres") + "/baton";
    }

    private String password() {
        return text(data.resolve("postgres-password")).strip();
    }

    String engineAddress() {
        return "127.0.0.1:" + ports().getProperty("engine-grpc");
    }

    private Properties ports() {
        var ports = new Properties();
        try (Reader reader = Files.newBufferedReader(data.resolve("ports.properties"))) {
            ports.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ports;
    }

    /** As {@code kill -9} does. */
    void kill() {
        end(baton.toHandle());
    }

    void killEngine() {
        end(engine().orElseThrow());
    }

    /** As when the machine with the engine is lost: Baton and the engine end, and the engine's disk is empty. */
    void loseEngine() {
        var engine = engine().orElseThrow();
        kill();
        end(engine);
        try (Stream<Path> files = Files.walk(data.resolve("engine"))) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until Baton has brought another engine up. */
    void awaitEngineAgain() {
        await().atMost(READY)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> engine().filter(seen::add).isPresent());
    }

    /** As Ctrl-C does; returns when it has ended. */
    int stop() {
        engine().ifPresent(seen::add);
        if (!baton.supportsNormalTermination() || !baton.toHandle().destroy()) {
            throw new IllegalStateException("Baton cannot be asked to stop");
        }
        await().atMost(STOPPED).until(() -> !baton.isAlive());
        return baton.exitValue();
    }

    /** What still runs of all that ever ran here. */
    List<ProcessHandle> leftovers() {
        return seen.stream().filter(BatonProcess::lives).toList();
    }

    private Optional<ProcessHandle> engine() {
        return running(data.resolve("engine").resolve("engine.pid"));
    }

    private Optional<ProcessHandle> database() {
        return running(data.resolve("postgres").resolve("postmaster.pid"));
    }

    private static Optional<ProcessHandle> running(Path pidFile) {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        return text(pidFile)
                .lines()
                .findFirst()
                .map(line -> line.split(" ")[0])
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                .filter(BatonProcess::lives);
    }

    private static boolean lives(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private static void end(ProcessHandle process) {
        if (process.destroyForcibly()) {
            await().atMost(Duration.ofSeconds(20)).until(() -> !lives(process));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        engine().ifPresent(seen::add);
        database().ifPresent(seen::add);
        leftovers().forEach(BatonProcess::end);
    }
}
