package org.baton.app.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The search engine that Operate reads, in a small JVM of its own. What is in it the engine has exported. */
final class EmbeddedSearch implements SupervisedService {

    private static final String MAIN = "org.baton.operate.SearchEngine";
    private static final Duration READY_PATIENCE = Duration.ofSeconds(120);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

    private final Path home;
    private final Ports ports;
    private final OperateLibraries libraries;
    private final Progress progress;
    private final ChildProgram program;
    private volatile boolean closed;
    private volatile int port;

    EmbeddedSearch(Path home, Ports ports, OperateLibraries libraries, Progress progress) {
        this.home = home;
        this.ports = ports;
        this.libraries = libraries;
        this.progress = progress;
        this.program = new ChildProgram("Operate's search engine", "search", home, READY_PATIENCE, STOP_PATIENCE);
    }

    @Override
    public String name() {
        return "Search";
    }

    @Override
    public synchronized void start() {
        program.stopLeftover(progress, name());
        if (closed) {
            throw stoppedEarly();
        }
        port = ports.choose("operate-search", 19200);
        try {
            program.launch(command(ports.choose("operate-search-internal", 19300)), environment());
        } catch (IOException e) {
            throw new StartFailure("Operate's search engine did not start: " + e, e);
        }
        HttpProbe ready = new HttpProbe(url() + "/_cluster/health?wait_for_status=yellow&timeout=1s");
        program.awaitReady(ready::ok, () -> closed);
        if (closed) {
            throw stoppedEarly();
        }
    }

    private List<String> command(int internal) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms256m",
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "-Dbaton.search.logs=" + program.logs(),
                "-cp",
                libraries.classPath(),
                MAIN,
                home.toString(),
                Integer.toString(port),
                Integer.toString(internal));
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("JAVA_") || name.startsWith("JDK_JAVA"));
        return environment;
    }

    /** Where the engine's exporter writes and Operate reads. */
    String url() {
        return "http://" + address();
    }

    @Override
    public String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public boolean lives() {
        return program.running().isAlive();
    }

    @Override
    public void close() {
        closed = true;
        synchronized (this) {
            program.close();
        }
    }
}
