package org.baton.workers.engine;

import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.camunda.client.api.worker.JobHandler;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Duration;
import java.util.function.Consumer;
import org.baton.domain.common.GatewayUnavailableException;
import org.baton.workers.Answer;
import org.baton.workers.Job;
import org.baton.workers.Worker;
import org.baton.workers.engine.JobEnded.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Runs the jobs of one worker, and chooses in this one place what a failure means:
 * <ul>
 *   <li>the business refuses: a BPMN error, which the diagram catches;
 *   <li>another system does not answer: the job fails with one retry less and a growing pause, and becomes an incident
 *       when the retries that the diagram gives are used up;
 *   <li>Baton's own database does not answer: the job fails and keeps its retries, for nothing is wrong with it;
 *   <li>anything else is a bug: an incident at once.
 * </ul>
 */
final class JobRunner<I extends Record> implements JobHandler {

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final Duration DATABASE_PAUSE = Duration.ofSeconds(2);

    /** A person may take days; when the engine hands the job out again, the task is found to be there already. */
    private static final Duration PERSON_PATIENCE = Duration.ofHours(12);

    private final Worker<I> worker;
    private final RetryPause pause;
    private final JobCommands commands;
    private final FailedJobs failedJobs;
    private final JobsInHand jobsInHand;
    private final Consumer<JobEnded> ended;
    private final Traces traces;

    JobRunner(
            Worker<I> worker,
            RetryPause pause,
            JobCommands commands,
            FailedJobs failedJobs,
            JobsInHand jobsInHand,
            Consumer<JobEnded> ended,
            Traces traces) {
        this.worker = worker;
        this.pause = pause;
        this.commands = commands;
        this.failedJobs = failedJobs;
        this.jobsInHand = jobsInHand;
        this.ended = ended;
        this.traces = traces;
    }

    @Override
    public void handle(JobClient client, ActivatedJob job) throws InterruptedException {
        var arrived = System.nanoTime();
        jobsInHand.work(worker.beginsOrders(), () -> {
            var outcome = traced(job, arrived);
            ended.accept(new JobEnded(worker.type().type(), outcome, Duration.ofNanos(System.nanoTime() - arrived)));
        });
    }

    private Outcome traced(ActivatedJob job, long arrived) {
        var order = failedJobs.orderOf(job);
        var span = traces.begin(worker.type().type(), SpanKind.CONSUMER, order);
        try (var ignored = MDC.putCloseable("orderId", order);
                var ignoredToo = span.makeCurrent()) {
            var outcome = run(job, arrived);
            span.setAttribute("outcome", outcome.name());
            return outcome;
        } finally {
            span.end();
        }
    }

    private Outcome run(ActivatedJob job, long arrived) {
        if (worker.remembersKeys() && !commands.isKnown(job, arrived)) {
            return Outcome.POSTPONED;
        }
        try {
            return answer(job, worker.handle(job.getVariablesAsType(worker.input()), describe(job)));
        } catch (GatewayUnavailableException | TransientDataAccessException e) {
            return retry(job, e);
        } catch (DataAccessResourceFailureException | RecoverableDataAccessException | TransactionException e) {
            LOG.warn("{} waits for the database: {}", job.getType(), e.getMessage());
            commands.fail(job, job.getRetries(), DATABASE_PAUSE, IncidentWords.cause(e));
            return Outcome.POSTPONED;
        } catch (RuntimeException e) {
            LOG.error("{} at {} broke", job.getType(), job.getElementId(), e);
            return giveUp(job, e);
        }
    }

    private Outcome answer(ActivatedJob job, Answer answer) {
        return switch (answer) {
            case Answer.Done done -> {
                commands.complete(job, done.variables());
                yield Outcome.DONE;
            }
            case Answer.Refused refused -> {
                commands.throwError(job, refused.code().name(), refused.message());
                yield Outcome.REFUSED;
            }
            case Answer.HandedOver handedOver -> {
                commands.keep(job, PERSON_PATIENCE);
                yield Outcome.HANDED_OVER;
            }
            case Answer.Superfluous superfluous -> {
                commands.cancelInstance(job);
                yield Outcome.SUPERFLUOUS;
            }
        };
    }

    private Outcome retry(ActivatedJob job, RuntimeException e) {
        var left = job.getRetries() - 1;
        LOG.warn("{} at {} failed, {} retries left: {}", job.getType(), job.getElementId(), left, e.getMessage());
        if (left <= 0) {
            return giveUp(job, e);
        }
        commands.fail(job, left, pause.before(left), IncidentWords.cause(e));
        return Outcome.RETRIED;
    }

    private Outcome giveUp(ActivatedJob job, RuntimeException e) {
        failedJobs.remember(job);
        commands.fail(job, 0, Duration.ZERO, IncidentWords.of(e));
        return Outcome.GIVEN_UP;
    }

    private static Job describe(ActivatedJob job) {
        return new Job(
                job.getKey(),
                job.getElementInstanceKey(),
                job.getProcessInstanceKey(),
                job.getProcessDefinitionKey(),
                job.getElementId(),
                job.getCustomHeaders());
    }
}
