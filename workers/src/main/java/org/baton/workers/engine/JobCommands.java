package org.baton.workers.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.FinalCommandStep;
import io.camunda.client.api.response.ActivatedJob;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the engine how jobs ended, without waiting. A busy engine is told again after a pause; one that stays away
 * gives the job to a worker again, whose effect then happens once all the same.
 */
final class JobCommands {

    private static final Logger LOG = LoggerFactory.getLogger(JobCommands.class);
    private static final long PAUSE_MS = 50;
    private static final int MOST_TRIES = 10;

    private final CamundaClient client;

    JobCommands(CamundaClient client) {
        this.client = client;
    }

    void complete(ActivatedJob job, Map<String, Object> variables) {
        send(job, () -> client.newCompleteCommand(job.getKey()).variables(variables), 1);
    }

    void throwError(ActivatedJob job, String code, String message) {
        send(
                job,
                () -> client.newThrowErrorCommand(job.getKey())
                        .errorCode(code)
                        .errorMessage(message)
                        .variables(Map.of("errorMessage", message)),
                1);
    }

    void fail(ActivatedJob job, int retries, Duration pause, String message) {
        send(
                job,
                () -> client.newFailCommand(job.getKey())
                        .retries(retries)
                        .retryBackoff(pause)
                        .errorMessage(message),
                1);
    }

    /**
     * Keeps a job from being handed out again while a person works on it. It is told only once the person has the work:
     * a job that was lost on its way to Baton comes again soon.
     */
    void keep(ActivatedJob job, Duration time) {
        send(job, () -> client.newUpdateTimeoutCommand(job.getKey()).timeout(time), 1);
    }

    void cancelInstance(ActivatedJob job) {
        send(job, () -> client.newCancelInstanceCommand(job.getProcessInstanceKey()), 1);
    }

    private void send(ActivatedJob job, Supplier<? extends FinalCommandStep<?>> command, int attempt) {
        var ignored = command.get().send().whenComplete((response, error) -> {
            if (error == null || EngineErrors.isDone(error)) {
                return;
            }
            if (EngineErrors.isPassing(error) && attempt < MOST_TRIES) {
                var later = CompletableFuture.delayedExecutor(PAUSE_MS << attempt, TimeUnit.MILLISECONDS);
                later.execute(() -> send(job, command, attempt + 1));
            } else {
                LOG.warn("the engine was not told how job {} ({}) ended", job.getKey(), job.getType(), error);
            }
        });
    }
}
