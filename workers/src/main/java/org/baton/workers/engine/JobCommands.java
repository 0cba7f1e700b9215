package org.baton.workers.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.FinalCommandStep;
import io.camunda.client.api.response.ActivatedJob;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the engine how jobs ended, without waiting. A busy engine is told again after a pause; one that stays away
 * gives the job to a worker again, whose effect then happens once all the same.
 */
final class JobCommands {

    private static final Logger LOG = LoggerFactory.getLogger(JobCommands.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CamundaClient client;

    JobCommands(CamundaClient client) {
        this.client = client;
    }

    void complete(ActivatedJob job, Map<String, Object> variables) {
        send(job, client.newCompleteCommand(job.getKey()).variables(variables));
    }

    void throwError(ActivatedJob job, String code, String message) {
        send(
                job,
                client.newThrowErrorCommand(job.getKey())
                        .errorCode(code)
                        .errorMessage(message)
                        .variables(Map.of("errorMessage", message)));
    }

    void fail(ActivatedJob job, int retries, Duration pause, String message) {
        send(
                job,
                client.newFailCommand(job.getKey())
                        .retries(retries)
                        .retryBackoff(pause)
                        .errorMessage(message));
    }

    /**
     * Keeps a job from being handed out again while a person works on it. It is told only once the person has the work:
     * a job that was lost on its way to Baton comes again soon.
     */
    void keep(ActivatedJob job, Duration time) {
        send(job, client.newUpdateTimeoutCommand(job.getKey()).timeout(time));
    }

    void cancelInstance(ActivatedJob job) {
        send(job, client.newCancelInstanceCommand(job.getProcessInstanceKey()));
    }

    private static <T> void send(ActivatedJob job, FinalCommandStep<T> command) {
        var ignored = EngineRetry.send(command::send, PATIENCE).whenComplete((response, error) -> {
            if (error != null && !EngineErrors.isDone(error)) {
                LOG.warn("the engine was not told how job {} ({}) ended", job.getKey(), job.getType(), error);
            }
        });
    }
}
