package org.baton.workers.engine;

import io.camunda.client.CamundaClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.baton.domain.engine.EngineCommand;
import org.baton.domain.engine.EngineOutbox;
import org.baton.domain.engine.EngineOutbox.CommandsWritten;
import org.baton.domain.engine.EngineOutbox.Leased;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Hands committed commands to the engine, as soon as they are committed and again until it has them. Several relays
 * may run: each leases what it hands over.
 */
@Component
class EngineRelay implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EngineRelay.class);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final long LOOK_EVERY_MS = 500;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final EngineOutbox outbox;
    private final CamundaClient client;
    private final EngineProperties properties;
    private final Semaphore written = new Semaphore(0);
    private volatile boolean running;
    private @Nullable Thread thread;

    EngineRelay(EngineOutbox outbox, CamundaClient client, EngineProperties properties) {
        this.outbox = outbox;
        this.client = client;
        this.properties = properties;
    }

    @TransactionalEventListener
    void written(CommandsWritten event) {
        written.release();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("engine-relay").start(this::relay);
    }

    private void relay() {
        while (running) {
            try {
                var full = handOver() == properties.relayBatch();
                if (!full && written.tryAcquire(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
                    var ignored = written.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.warn("commands wait for the database: {}", e.getMessage());
                pause();
            }
        }
    }

    private int handOver() {
        var leased = outbox.lease(properties.relayBatch(), LEASE);
        if (leased.isEmpty()) {
            return 0;
        }
        var sent = leased.stream().map(this::send).toList();
        outbox.handedOver(sent.stream()
                .map(CompletableFuture::join)
                .flatMap(Optional::stream)
                .toList());
        return leased.size();
    }

    /** Completes with the id of a command that the engine has, or with nothing when it must be handed over again. */
    private CompletableFuture<Optional<Long>> send(Leased leased) {
        return command(leased.command()).toCompletableFuture().handle((response, error) -> {
            if (error == null || EngineErrors.isDone(error)) {
                return Optional.of(leased.id());
            }
            var pause = pause(leased.attempts());
            LOG.warn("the engine did not take command {}, again in {}: {}", leased.id(), pause, error.getMessage());
            outbox.failed(leased.id(), String.valueOf(error.getMessage()), pause);
            return Optional.empty();
        });
    }

    private CompletionStage<?> command(EngineCommand command) {
        return switch (command) {
            case EngineCommand.Message message ->
                client.newPublishMessageCommand()
                        .messageName(message.name())
                        .correlationKey(message.correlationKey())
                        .messageId(message.id())
                        .timeToLive(message.timeToLive())
                        .variables(message.variables())
                        .send();
            case EngineCommand.JobCompletion completion ->
                client.newCompleteCommand(completion.jobKey())
                        .variables(completion.variables())
                        .send();
        };
    }

    private static Duration pause(int attempts) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private void pause() {
        try {
            var ignored = written.tryAcquire(LONGEST_PAUSE.toMillis() / 10, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
        if (thread != null) {
            try {
                var ignored = thread.join(LEASE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Started before the API and stopped after it: what the API accepts is worked off. */
    @Override
    public int getPhase() {
        return 0;
    }
}
