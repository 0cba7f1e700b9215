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

    private static final Duration READY = Duration.ofSeconds(420);
    private static final Duration STOPPED = Duration.ofSeconds(180);

    private final Path data;
    private final List<String> settings;
    private final Map<String, String> environment;
    private final List<String> arguments;
    private final List<Path> classes;
    private final int port;
    /** Everything that ever ran here: Batons, engines and databases. */
    private final Set<ProcessHandle> seen = new LinkedHashSet<>();

    private Process baton;
    private int starts;

    /** @param settings system properties, as {@code name=value} */
    BatonProcess(Path data, String... settings) {
        this(data, Map.of(), List.of(), List.of(settings), List.of());
    }

    /**
     * @param environment what the user has set
     * @param arguments what the user writes after {@code run}
     * @param classes what the user does not have
     */
    BatonProcess(
            Path data,
            Map<String, String> environment,
            List<String> arguments,
            List<String> settings,
            List<Path> classes) {
        this.classes = classes;
        this.data = data;
        this.environment = environment;
        this.arguments = arguments;
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
        return new BatonProcess(otherData, shared, List.of(), settings, List.of());
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
        command.addAll(arguments);
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
                throw new IllegalStateException("Baton ended while it started: " + PidFiles.text(output));
            }
            return PidFiles.text(output).contains("Baton is ready");
        });
        engines().forEach(seen::add);
        database().ifPresent(seen::add);
    }

    /** What the user has; not the classes of the tests, but for those that were asked for. */
    private String classPath() {
        return Stream.concat(
                        classes.stream().map(Path::toString),
                        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                                .filter(entry -> !entry.endsWith("test-classes")))
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
        return PidFiles.text(data.resolve(FirstAdminToken.FILE)).strip();
    }

    JdbcClient databaseClient() {
        return JdbcClient.create(new DriverManagerDataSource(databaseUrl(), "baton", password()));
    }

    private String databaseUrl() {
        return "jdbc:postgresql://127.0.0.1:" + ports().getProperty("postgres") + "/baton";
    }

    private String password() {
        return PidFiles.text(data.resolve("postgres-password")).strip();
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
        PidFiles.end(baton.toHandle());
    }

    void killEngine() {
        engines().forEach(PidFiles::end);
    }

    /** As when the machine with the engine is lost: Baton and the engine end, and the engine's disk is empty. */
    void loseEngine() {
        var lost = engines();
        kill();
        lost.forEach(PidFiles::end);
        try (Stream<Path> files = Files.walk(data.resolve("engine"))) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param number from 0; which of the brokers that are there */
    void killBroker(int number) {
        PidFiles.end(engines().get(number));
    }

    /** The server with all its children at once, so that nobody is left to write anything down. */
    void killDatabase() {
        var server = database().orElseThrow();
        var all = Stream.concat(Stream.of(server), server.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(PidFiles::end);
    }

    /** Waits until Baton has brought every broker up, at least one of them anew. */
    void awaitEngineAgain() {
        var brokers = PidFiles.ofBrokers(data).size();
        await().atMost(READY).pollInterval(Duration.ofMillis(200)).until(() -> {
            var now = engines();
            return now.size() == brokers && now.stream().filter(seen::add).count() > 0;
        });
    }

    boolean allLive() {
        return baton.isAlive()
                && engines().size() == PidFiles.ofBrokers(data).size()
                && database().isPresent();
    }

    Path data() {
        return data;
    }

    /** As Ctrl-C does; returns when it has ended. */
    int stop() {
        engines().forEach(seen::add);
        database().ifPresent(seen::add);
        if (!baton.supportsNormalTermination() || !baton.toHandle().destroy()) {
            throw new IllegalStateException("Baton cannot be asked to stop");
        }
        await().atMost(STOPPED).until(() -> !baton.isAlive());
        return baton.exitValue();
    }

    /** What still runs of all that ever ran here. */
    List<ProcessHandle> leftovers() {
        return seen.stream().filter(PidFiles::lives).toList();
    }

    /** The brokers that live now. */
    List<ProcessHandle> engines() {
        return PidFiles.ofBrokers(data).stream()
                .map(PidFiles::running)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<ProcessHandle> database() {
        return PidFiles.running(data.resolve("postgres").resolve("postmaster.pid"));
    }

    @Override
    public void close() {
        engines().forEach(seen::add);
        database().ifPresent(seen::add);
        leftovers().forEach(PidFiles::end);
    }
}
