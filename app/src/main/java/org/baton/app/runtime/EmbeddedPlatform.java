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
    private final @Nullable EmbeddedEngine engine;
    private final @Nullable Operate operate;
    private final Ports ports;
    private boolean closed;

    private EmbeddedPlatform(
            Progress progress,
            Ports ports,
            @Nullable EmbeddedPostgres postgres,
            @Nullable EmbeddedEngine engine,
            @Nullable Operate operate) {
        this.progress = progress;
        this.ports = ports;
        this.supervisor = new Supervisor(progress);
        this.postgres = postgres;
        this.engine = engine;
        this.operate = operate;
    }

    /** What is to be started; the user brings the rest. */
    record Parts(boolean postgres, boolean engine, boolean operate) {}

    /** Database and engine, with unpacked programs in the user's cache. Nothing is started yet. */
    public static EmbeddedPlatform in(DataDirectory data, Progress progress) {
        return of(data, progress, new Parts(true, true, false));
    }

    static EmbeddedPlatform of(DataDirectory data, Progress progress, Parts parts) {
        Path cache = Unpacked.cache();
        Ports ports = Ports.in(data, cache);
        Operate operate = parts.operate() ? Operate.in(data, ports, progress) : null;
        return new EmbeddedPlatform(
                progress,
                ports,
                parts.postgres() ? new EmbeddedPostgres(data, ports, cache) : null,
                parts.engine() ? new EmbeddedEngine(data, ports, cache, progress, operate) : null,
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

    public EmbeddedEngine engine() {
        return Objects.requireNonNull(engine, "this Baton uses a cluster of its user");
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
        if (engine != null) {
            chains.add(operate == null ? List.of(engine) : List.of(operate.search(), engine));
        }
        return chains;
    }
}
