package org.baton.workers.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.baton.domain.common.GatewayUnavailableException;
import org.baton.domain.operations.ProcessInstances;
import org.springframework.stereotype.Component;

/**
 * Asks an engine that has no search which instances live: it refuses to set variables, even none, on one that is over.
 */
@Component
class LivingInstances implements ProcessInstances {

    private static final int AT_ONCE = 64;
    private static final int MOST_TRIES = 20;
    private static final long PAUSE_MS = 250;

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
            throw new GatewayUnavailableException("The engine does not answer.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GatewayUnavailableException("Interrupted while the engine was asked.", e);
        }
    }

    private boolean lives(long key) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                var ignored = client.newSetVariablesCommand(key)
                        .variables(Map.of())
                        .local(true)
                        .send()
                        .join();
                return true;
            } catch (ClientException e) {
                if (EngineErrors.isDone(e)) {
                    return false;
                }
                if (!EngineErrors.isPassing(e) || attempt == MOST_TRIES) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            }
        }
    }
}
