package org.baton.workers.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.worker.JobWorker;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.baton.workers.Worker;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Opens every worker once the application is up, and lets them finish what is in hand when it goes down. */
@Component
class WorkerRegistration implements SmartLifecycle {

    private static final int RETRY_FACTOR = 5;

    private static final Duration SHUTDOWN_PATIENCE = Duration.ofSeconds(15);

    private final CamundaClient client;
    private final List<Worker<?>> workers;
    private final FailedJobs failedJobs;
    private final EngineProperties properties;
    private final ApplicationEventPublisher events;
    private final Traces traces;
    private final JobsInHand jobsInHand;
    private volatile List<JobWorker> open = List.of();

    WorkerRegistration(
            CamundaClient client,
            List<Worker<?>> workers,
            FailedJobs failedJobs,
            EngineProperties properties,
            ApplicationEventPublisher events,
            Traces traces) {
        this.client = client;
        this.workers = workers;
        this.failedJobs = failedJobs;
        this.properties = properties;
        this.events = events;
        this.traces = traces;
        this.jobsInHand = new JobsInHand(properties.jobsInHand());
    }

    @Override
    public void start() {
        var commands = new JobCommands(client, properties.jobTimeout());
        open = workers.stream().map(worker -> open(worker, commands)).toList();
    }

    private <I extends Record> JobWorker open(Worker<I> worker, JobCommands commands) {
        var pause = new RetryPause(properties.retryPause(), RETRY_FACTOR);
        return client.newWorker()
                .jobType(worker.type().type())
                .handler(new JobRunner<>(worker, pause, commands, failedJobs, jobsInHand, events::publishEvent, traces))
                .name("baton")
                .timeout(properties.jobTimeout())
                .maxJobsActive(properties.jobsAtOnce())
                .pollInterval(properties.pollInterval())
                .streamEnabled(properties.streaming())
                .fetchVariables(variables(worker.input()))
                .open();
    }

    private static List<String> variables(Class<? extends Record> input) {
        var read = Arrays.stream(input.getRecordComponents()).map(component -> component.getName());
        return Stream.concat(read, Stream.of("orderId")).distinct().toList();
    }

    @Override
    public void stop() {
        open.forEach(JobWorker::close);
        open = List.of();
        try {
            jobsInHand.close(SHUTDOWN_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return !open.isEmpty();
    }

    /** Started before the API and stopped after it: what the API accepts is worked off. */
    @Override
    public int getPhase() {
        return 0;
    }
}
