package org.baton.bench;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.baton.app.runtime.DataDirectory;
import org.baton.app.runtime.EmbeddedEngine;
import org.baton.app.runtime.Ports;
import org.baton.app.runtime.Progress;
import org.baton.processes.ShippedProcesses;
import org.jspecify.annotations.Nullable;

/** A second engine of the same distribution with the same settings and the same diagrams, for workers that do nothing. */
final class IdleEngine implements AutoCloseable {

    private static final Duration DEPLOY_PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final DataDirectory data;
    private final Ports ports;
    private final EmbeddedEngine engine;
    private @Nullable CamundaClient client;

    /** Nothing is started yet. */
    IdleEngine(Path directory, Path cache) {
        this.data = DataDirectory.claim(directory);
        this.ports = Ports.in(data, cache);
        this.engine = new EmbeddedEngine(data, ports, cache, Progress.silent());
    }

    /** Returns when it is ready and has the diagrams. */
    void start() {
        engine.start();
        client = CamundaClient.newClientBuilder()
                .grpcAddress(URI.create("http://" + engine.address()))
                .restAddress(URI.create("http://" + engine.restAddress()))
                .preferRestOverGrpc(false)
                .applyEnvironmentVariableOverrides(false)
                .jobHandlingExecutor(Executors.newVirtualThreadPerTaskExecutor(), true)
                .defaultJobWorkerStreamEnabled(true)
                .build();
        var until = System.nanoTime() + DEPLOY_PATIENCE.toNanos();
        while (!isDeployed(System.nanoTime() > until)) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** An engine that says that it is ready may still refuse for a moment. */
    private boolean isDeployed(boolean lastTry) {
        var diagrams = ShippedProcesses.diagrams();
        var first = diagrams.getFirst();
        var command = client().newDeployResourceCommand().addResourceBytes(first.bytes(), first.fileName());
        for (var diagram : diagrams.subList(1, diagrams.size())) {
            command = command.addResourceBytes(diagram.bytes(), diagram.fileName());
        }
        try {
            return command.send().join().getProcesses().size() == diagrams.size();
        } catch (ClientException e) {
            if (lastTry) {
                throw e;
            }
            return false;
        }
    }

    CamundaClient client() {
        return Objects.requireNonNull(client, "the engine has not been started");
    }

    URI managementUrl() {
        return URI.create(engine.managementUrl());
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
        engine.close();
        ports.close();
        data.close();
    }
}
