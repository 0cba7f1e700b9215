package org.baton.app.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL and the engine of one data directory, and what Operate needs when it is asked for: started side by side,
 * watched, stopped in order.
 */
public final class EmbeddedPlatform implements AutoCloseable {

    private final Progress progress;
    private final Supervisor supervisor;
    private final @Nullable EmbeddedPostgres postgres;
    private final List<EmbeddedEngine> brokers;
    private final @Nullable Operate operate;
    private final Ports ports;
    private boolean closed;

    private EmbeddedPlatform(
            Progress progress,
            Ports ports,
            @Nullable EmbeddedPostgres postgres,
            List<EmbeddedEngine> brokers,
            @Nullable Operate operate) {
        this.progress = progress;
        this.ports = ports;
        this.supervisor = new Supervisor(progress);
        this.postgres = postgres;
        this.brokers = brokers;
        this.operate = operate;
    }

    /**
     * What is to be started; the user brings the rest.
     *
     * @param brokers how many the engine is to have; null for as many as it has
     */
    record Parts(
            boolean postgres,
            boolean engine,
            boolean operate,
            @Nullable Integer brokers) {}

    /** Database and engine, with unpacked programs in the user's cache. Nothing is started yet. */
    public static EmbeddedPlatform in(DataDirectory data, Progress progress) {
        return of(data, progress, new Parts(true, true, false, null));
    }

    static EmbeddedPlatform of(DataDirectory data, Progress progress, Parts parts) {
        List<EngineNode> nodes = parts.engine() ? EngineNode.in(data.directory("engine"), parts.brokers()) : List.of();
        if (parts.operate() && nodes.size() > 1) {
            throw new StartFailure("--operate shows an engine of one broker; leave it out, or start on another"
                    + " directory with --brokers 1.");
        }
        Path cache = Unpacked.cache();
        Ports ports = Ports.in(data, cache);
        Operate operate = parts.operate() ? Operate.in(data, ports, progress) : null;
        return new EmbeddedPlatform(
                progress,
                ports,
                parts.postgres() ? new EmbeddedPostgres(data, ports, cache) : null,
                nodes.stream()
                        .map(node -> new EmbeddedEngine(data, node, ports, cache, progress, operate))
                        .toList(),
                operate);
    }

    /** Returns when all are ready; when one fails, the others are stopped and the failure is thrown. */
    public void start() {
        List<CompletableFuture<Void>> starts = new ArrayList<>();
        for (List<SupervisedService> chain : chains()) {
            starts.add(CompletableFuture.runAsync(
                    () -> chain.forEach(this::start),
                    task -> Thread.ofPlatform()
                            .name("start-" + chain.getLast().name())
                            .start(task)));
        }
        try {
            CompletableFuture.allOf(starts.toArray(CompletableFuture<?>[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StartFailure failure ? failure : e;
        }
        services().forEach(supervisor::watch);
    }

    private void stopAllAfter(@Nullable Throwable failure) {
        if (failure != null) {
            close();
        }
    }

    private void start(SupervisedService service) {
        long begin = System.nanoTime();
        progress.say(service.name(), "starting");
        service.start();
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        progress.say(service.name(), "ready on %s after %.1f s".formatted(service.address(), took.toMillis() / 1000.0));
    }

    public EmbeddedPostgres postgres() {
        return Objects.requireNonNull(postgres, "this Baton uses a database of its user");
    }

    /** The broker to which clients connect; it passes on to the others what is theirs. */
    public EmbeddedEngine engine() {
        if (brokers.isEmpty()) {
            throw new IllegalStateException("this Baton uses a cluster of its user");
        }
        return brokers.getFirst();
    }

    /** What was asked for besides the engine. */
    Optional<Operate> operate() {
        return Optional.ofNullable(operate);
    }

    /** The engine first, because it is the one that makes work for the database. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        supervisor.close();
        for (SupervisedService service : services().reversed()) {
            progress.say(service.name(), "stopping");
            service.close();
        }
        ports.close();
    }

    private List<SupervisedService> services() {
        return chains().stream().flatMap(List::stream).toList();
    }

    /** What waits for nobody, each with what waits for it. */
    private List<List<SupervisedService>> chains() {
        List<List<SupervisedService>> chains = new ArrayList<>();
        if (postgres != null) {
            chains.add(List.of(postgres));
        }
        for (EmbeddedEngine broker : brokers) {
            chains.add(operate == null ? List.of(broker) : List.of(operate.search(), broker));
        }
        return chains;
    }
}
