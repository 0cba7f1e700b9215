package org.baton.workers.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.FinalCommandStep;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.response.UpdateTimeoutJobResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the engine how jobs ended, without waiting. A busy engine is told again after a pause. One that went away is not:
 * it gives the job to a worker again, whose effect then happens once all the same, while the key of a job that was
 * lost with it may by then be another job's.
 */
final class JobCommands {

    private static final Logger LOG = LoggerFactory.getLogger(JobCommands.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CamundaClient client;
    private final Duration jobTimeout;
    private final WrittenJobs written;

    /** @param jobTimeout after which a job that was not answered is given to a worker again */
    JobCommands(CamundaClient client, Duration jobTimeout) {
        this.client = client;
        this.jobTimeout = jobTimeout;
        this.written = new WrittenJobs(this::extend);
    }

    /**
     * Whether the engine has written down a job that it handed out, so that the job survives it; waits until that is known.
     *
     * @param since when it handed the job out, in nanoseconds
     */
    boolean isKnown(ActivatedJob job, long since) {
        try {
            written.await(job.getKey(), since).join();
            return true;
        } catch (CompletionException e) {
            LOG.info("job {} ({}) is left to come again: {}", job.getKey(), job.getType(), e.getMessage());
            return false;
        }
    }

    /** An engine that has taken a command for a job has the job. */
    private CompletableFuture<UpdateTimeoutJobResponse> extend(long jobKey) {
        return EngineRetry.send(
                () -> client.newUpdateTimeoutCommand(jobKey).timeout(jobTimeout).send(),
                PATIENCE,
                EngineErrors::isBusy);
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

    private <T> void send(ActivatedJob job, FinalCommandStep<T> command) {
        var ignored = send(job.getKey(), command).whenComplete((response, error) -> {
            if (error != null && !EngineErrors.isDone(error)) {
                LOG.warn("the engine was not told how job {} ({}) ended", job.getKey(), job.getType(), error);
            }
        });
    }

    private <T> CompletableFuture<T> send(long jobKey, FinalCommandStep<T> command) {
        return EngineRetry.send(() -> written.send(jobKey, command::send), PATIENCE, EngineErrors::isBusy);
    }
}
