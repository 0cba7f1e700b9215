package org.baton.app.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The real Zeebe broker beside Baton on a machine that has none: durable, on loopback, in a session of its own so that
 * Ctrl-C reaches it only when Baton says so.
 */
public final class EmbeddedEngine implements SupervisedService {

    private static final Duration READY_PATIENCE = Duration.ofSeconds(120);
    private static final Duration READY_PATIENCE_WITH_OPERATE = Duration.ofSeconds(300);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(45);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int MOST_PORTS = 4;

    private final Path directory;
    private final EngineNode node;
    private final Path home;
    private final Ports ports;
    private final Path cache;
    private final Progress progress;
    private final @Nullable Operate operate;
    private final String managementPath = "/" + UUID.randomUUID() + "/actuator";
    private volatile boolean closed;
    private volatile boolean told;
    private volatile @Nullable Process process;
    private volatile @Nullable EnginePorts chosen;

    /** An engine of one broker. Nothing is started yet. Data goes to {@code <data>/engine}. */
    public EmbeddedEngine(DataDirectory data, Ports ports, Path cache, Progress progress) {
        this(data, EngineNode.ONLY, ports, cache, progress);
    }

    /** One broker of an engine. */
    EmbeddedEngine(DataDirectory data, EngineNode node, Ports ports, Path cache, Progress progress) {
        this(data, node, ports, cache, progress, null);
    }

    /** @param operate when Operate is to run with it; its search engine is started before this */
    EmbeddedEngine(
            DataDirectory data,
            EngineNode node,
            Ports ports,
            Path cache,
            Progress progress,
            @Nullable Operate operate) {
        this.directory = data.directory("engine");
        this.node = node;
        this.home = node.home(directory);
        this.ports = ports;
        this.cache = cache;
        this.progress = progress;
        this.operate = operate;
    }

    @Override
    public String name() {
        return node.name();
    }

    @Override
    public synchronized void start() {
        Path programs = EngineDistribution.pinned().unpacked(cache, progress);
        for (int attempt = 1; !tryToStart(programs, attempt == MOST_PORTS); attempt++) {
            progress.say(name(), "somebody else took one of its ports; choosing others");
            EnginePorts.giveUp(ports, node.number());
        }
        told = true;
    }

    /** False when somebody listened where it was to listen, and others may still be told of another place. */
    private boolean tryToStart(Path programs, boolean last) {
        long logged = LogTail.size(log());
        try {
            startOnce(programs, logged);
            return true;
        } catch (StartFailure e) {
            if (last || told || closed || !LogTail.since(log(), logged).contains("already in use")) {
                throw e;
            }
            return false;
        }
    }

    private void startOnce(Path programs, long logged) {
        stopLeftover();
        if (closed) {
            throw stoppedEarly();
        }
        EnginePorts engine = node.ports(ports);
        chosen = engine;
        try {
            Process started = launch(programs);
            process = started;
            Processes.remember(pidFile(), started.toHandle());
            awaitReady(started, engine, logged);
            if (operate != null) {
                operate.letEngineExport(managementUrl(engine));
            }
        } catch (IOException e) {
            throw new StartFailure("The engine did not start: " + e, e);
        }
    }

    @Override
    public String address() {
        return "127.0.0.1:" + ports().grpc();
    }

    /** The address that takes REST and, from the Modeler, deployments. */
    public String restAddress() {
        return "127.0.0.1:" + ports().rest();
    }

    /**
     * The base of the management API: {@code <url>/health/readiness}, and {@code <url>/clock} when
     * {@code ZEEBE_CLOCK_CONTROLLED} is true.
     */
    public String managementUrl() {
        return managementUrl(ports());
    }

    /** The path is this engine's own, so that no other engine can answer for it on the same port. */
    private String managementUrl(EnginePorts engine) {
        return "http://127.0.0.1:" + engine.management() + managementPath;
    }

    /** Where {@link IncidentLog} reads. */
    public Path incidents() {
        return directory.resolve("incidents");
    }

    /** The number of the engine's process, for those who watch it. */
    public ProcessHandle process() {
        return running().toHandle();
    }

    @Override
    public boolean lives() {
        return running().isAlive();
    }

    @Override
    public void close() {
        closed = true;
        synchronized (this) {
            Process last = process;
            if (last != null) {
                Processes.stop(last.toHandle(), STOP_PATIENCE);
            }
            try {
                Files.deleteIfExists(pidFile());
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private void stopLeftover() {
        Processes.remembered(pidFile()).ifPresent(leftover -> {
            progress.say(name(), "stopping the one that an earlier Baton left (process " + leftover.pid() + ")");
            Processes.stop(leftover, STOP_PATIENCE);
        });
    }

    private Process launch(Path programs) throws IOException {
        Path logs = Files.createDirectories(home.resolve("logs"));
        List<String> command = new ArrayList<>();
        Path setsid = Path.of("/usr/bin/setsid");
        if (Files.isExecutable(setsid)) {
            command.add(setsid.toString());
        }
        command.add(programs.resolve("bin")
                .resolve(operate == null ? "broker" : "camunda")
                .toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(consoleLog(logs).toFile());
        EngineEnvironment.apply(builder.environment(), directory, node, ports, managementPath);
        if (operate != null) {
            operate.apply(builder.environment(), node.ports(ports));
        }
        Process started = builder.start();
        started.getOutputStream().close();
        return started;
    }

    private void awaitReady(Process started, EnginePorts engine, long logged) {
        HttpProbe ready = new HttpProbe(managementUrl(engine) + "/health/readiness");
        Duration patience = (operate == null ? READY_PATIENCE : READY_PATIENCE_WITH_OPERATE).multipliedBy(node.of());
        Deadline.in(patience).await(() -> closed || !started.isAlive() || ready.ok() || gaveUp(started, logged), PAUSE);
        if (closed) {
            throw stoppedEarly();
        }
        if (!started.isAlive()) {
            throw new StartFailure("The engine ended while it started (exit code " + started.exitValue() + "): "
                    + complaint() + "; its log is " + log());
        }
        if (!ready.ok()) {
            Processes.stop(started.toHandle(), STOP_PATIENCE);
            throw new StartFailure("The engine was not ready after " + patience.toSeconds() + " s: " + complaint()
                    + "; its log is " + log());
        }
    }

    /** A broker that could not start stays as a process without use: its log tells, and it is ended here. */
    private boolean gaveUp(Process started, long logged) {
        if (!LogTail.since(log(), logged).contains("Application run failed")) {
            return false;
        }
        Processes.stop(started.toHandle(), Duration.ofSeconds(5));
        return true;
    }

    private String complaint() {
        Path logs = home.resolve("logs");
        return LogTail.complaint(log())
                .or(() -> LogTail.complaint(consoleLog(logs)))
                .orElse("it said nothing");
    }

    private Path log() {
        return home.resolve("logs").resolve("engine.log");
    }

    private static Path consoleLog(Path logs) {
        return logs.resolve("console.log");
    }

    private Path pidFile() {
        return home.resolve("engine.pid");
    }

    private Process running() {
        Process last = process;
        if (last == null) {
            throw new IllegalStateException("the engine has not been started");
        }
        return last;
    }

    private EnginePorts ports() {
        EnginePorts engine = chosen;
        if (engine == null) {
            throw new IllegalStateException("the engine has not been started");
        }
        return engine;
    }
}
