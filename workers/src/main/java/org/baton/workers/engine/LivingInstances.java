package org.baton.workers.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.baton.domain.common.GatewayUnavailableException;
import org.baton.domain.operations.ProcessInstances;
import org.springframework.stereotype.Component;

/**
 * Asks an engine that has no search which instances live: it refuses to set variables, even none, on one that is over.
 * What it is to remember is a message that nobody waits for and that it keeps: it refuses to take the same one again.
 */
@Component
class LivingInstances implements ProcessInstances {

    private static final int AT_ONCE = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** It may only just be starting, as Baton is. */
    private static final Duration PATIENCE_AT_START = Duration.ofSeconds(60);

    private static final String MARK = "baton-mark";
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final CamundaClient client;

    LivingInstances(CamundaClient client) {
        this.client = client;
    }

    @Override
    public Set<Long> gone(Collection<Long> keys) {
        var gone = ConcurrentHashMap.<Long>newKeySet();
        var free = new Semaphore(AT_ONCE);
        try (var askers = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = keys.stream()
                    .map(key -> askers.submit(() -> {
                        free.acquire();
                        try {
                            return lives(key) || gone.add(key);
                        } finally {
                            free.release();
                        }
                    }))
                    .toList();
            for (var answer : asked) {
                var ignored = answer.get();
            }
            return gone;
        } catch (ExecutionException e) {
            throw unavailable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GatewayUnavailableException("Interrupted while the engine was asked.", e);
        }
    }

    private boolean lives(long key) {
        return takes(
                PATIENCE,
                () -> client.newSetVariablesCommand(key)
                        .variables(Map.of())
                        .local(true)
                        .send());
    }

    @Override
    public boolean remembers(String mark) {
        return !isNew(mark, Duration.ZERO);
    }

    @Override
    public void remember(String mark) {
        var ignored = isNew(mark, FOR_EVER);
    }

    private boolean isNew(String mark, Duration kept) {
        try {
            return takes(
                    PATIENCE_AT_START,
                    () -> client.newPublishMessageCommand()
                            .messageName(MARK)
                            .correlationKey(MARK)
                            .messageId(mark)
                            .timeToLive(kept)
                            .send());
        } catch (ClientException e) {
            throw unavailable(e);
        }
    }

    /** @return false if the engine says that there is nothing left to do */
    private static <T> boolean takes(Duration patience, Supplier<? extends CompletionStage<T>> command) {
        try {
            var ignored = EngineRetry.within(patience, command);
            return true;
        } catch (ClientException e) {
            if (EngineErrors.isDone(e)) {
                return false;
            }
            throw e;
        }
    }

    private static GatewayUnavailableException unavailable(Exception e) {
        return new GatewayUnavailableException("The engine does not answer.", e);
    }
}
