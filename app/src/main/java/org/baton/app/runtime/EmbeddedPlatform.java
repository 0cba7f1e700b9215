package org.baton.app.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** PostgreSQL and the engine of one data directory: started side by side, watched, stopped in order. */
public final class EmbeddedPlatform implements AutoCloseable {

    private final Progress progress;
    private final Supervisor supervisor;
    private final @Nullable EmbeddedPostgres postgres;
    private final List<EmbeddedEngine> brokers;
    private final Ports ports;
    private boolean closed;

    private EmbeddedPlatform(
            Progress progress, Ports ports, @Nullable EmbeddedPostgres postgres, List<EmbeddedEngine> brokers) {
        this.progress = progress;
        this.ports = ports;
        this.supervisor = new Supervisor(progress);
        this.postgres = postgres;
        this.brokers = brokers;
    }

    /** Both, with unpacked programs in the user's cache. Nothing is started yet. */
    public static EmbeddedPlatform in(DataDirectory data, Progress progress) {
        return of(data, progress, true, true, null);
    }

    /**
     * Only what the user does not bring.
     *
     * @param asked how many brokers the engine is to have; null for as many as it has
     */
    static EmbeddedPlatform of(
            DataDirectory data, Progress progress, boolean withPostgres, boolean withEngine, @Nullable Integer asked) {
        List<EngineNode> nodes = withEngine ? EngineNode.in(data.directory("engine"), asked) : List.of();
        Path cache = Unpacked.cache();
        Ports ports = Ports.in(data, cache);
        return new EmbeddedPlatform(
                progress,
                ports,
                withPostgres ? new EmbeddedPostgres(data, ports, cache) : null,
                nodes.stream()
                        .map(node -> new EmbeddedEngine(data, node, ports, cache, progress))
                        .toList());
    }

    /** Returns when all are ready; when one fails, the others are stopped and the failure is thrown. */
    public void start() {
        List<CompletableFuture<Void>> starts = new ArrayList<>();
        for (SupervisedService service : services()) {
            starts.add(CompletableFuture.runAsync(
                    () -> start(service),
                    task -> Thread.ofPlatform().name("start-" + service.name()).start(task)));
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
        List<SupervisedService> services = new ArrayList<>();
        if (postgres != null) {
            services.add(postgres);
        }
        services.addAll(brokers);
        return services;
    }
}
