package org.baton.workers.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Supplier;
import org.baton.domain.common.GatewayUnavailableException;
import org.baton.processes.ErrorCode;
import org.baton.processes.JobType;
import org.baton.workers.Answer;
import org.baton.workers.Job;
import org.baton.workers.OrderInput;
import org.baton.workers.Worker;
import org.baton.workers.engine.JobEnded.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.transaction.CannotCreateTransactionException;

class JobRunnerTest {

    private final JobCommands commands = mock();
    private final FailedJobs failedJobs = mock();
    private final ActivatedJob job = mock();

    @BeforeEach
    void aJob() {
        when(job.getVariablesAsType(OrderInput.class)).thenReturn(new OrderInput("ord_1"));
        when(job.getCustomHeaders()).thenReturn(Map.of());
        when(job.getRetries()).thenReturn(3);
        when(failedJobs.orderOf(job)).thenReturn("ord_1");
    }

    @Test
    void shouldCompleteWithVariablesWhenTheWorkIsDone() throws Exception {
        var outcome = run(() -> Answer.done("orderOutcome", "settled"));

        assertThat(outcome).isEqualTo(Outcome.DONE);
        verify(commands).complete(job, Map.of("orderOutcome", "settled"));
    }

    @Test
    void shouldThrowTheBpmnErrorWhenTheBusinessRefuses() throws Exception {
        var outcome = run(() -> new Answer.Refused(ErrorCode.PAYMENT_DECLINED, "declined"));

        assertThat(outcome).isEqualTo(Outcome.REFUSED);
        verify(commands).throwError(job, "PAYMENT_DECLINED", "declined");
    }

    @Test
    void shouldKeepTheJobFromOthersWhenAPersonGoesOn() throws Exception {
        var outcome = run(Answer.HandedOver::new);

        assertThat(outcome).isEqualTo(Outcome.HANDED_OVER);
        verify(commands).keep(job, Duration.ofHours(12));
        verifyNoMoreInteractions(commands);
    }

    @Test
    void shouldEndTheProcessInstanceWhenAnotherOneDoesItsWork() throws Exception {
        var outcome = run(Answer.Superfluous::new);

        assertThat(outcome).isEqualTo(Outcome.SUPERFLUOUS);
        verify(commands).cancelInstance(job);
    }

    @Test
    void shouldKeepARetryLessAfterAPauseWhenAVendorIsAway() throws Exception {
        var outcome = run(() -> {
            throw new GatewayUnavailableException("no answer");
        });

        assertThat(outcome).isEqualTo(Outcome.RETRIED);
        verify(commands).fail(job, 2, Duration.ofSeconds(1), "no answer");
        verify(failedJobs, never()).remember(job);
    }

    @Test
    void shouldPauseLongerWhenFewerRetriesAreLeft() throws Exception {
        when(job.getRetries()).thenReturn(2);

        var outcome = run(() -> {
            throw new CannotAcquireLockException("deadlock");
        });

        assertThat(outcome).isEqualTo(Outcome.RETRIED);
        verify(commands).fail(job, 1, Duration.ofSeconds(5), "deadlock");
    }

    @Test
    void shouldBecomeAnIncidentOfItsOrderWhenTheRetriesAreUsedUp() throws Exception {
        when(job.getRetries()).thenReturn(1);

        var outcome = run(() -> {
            throw new GatewayUnavailableException("no answer");
        });

        assertThat(outcome).isEqualTo(Outcome.GIVEN_UP);
        verify(failedJobs).remember(job);
        verify(commands).fail(eq(job), eq(0), any(), contains("No answer"));
    }

    @Test
    void shouldKeepItsRetriesWhenBatonsOwnDatabaseIsAway() throws Exception {
        var outcome = run(() -> {
            throw new CannotCreateTransactionException("no connection");
        });

        assertThat(outcome).isEqualTo(Outcome.POSTPONED);
        verify(commands).fail(eq(job), eq(3), any(), eq("no connection"));
    }

    @Test
    void shouldDoNothingUnderKeysThatTheEngineDoesNotKnowAnyMore() throws Exception {
        when(commands.isKnown(eq(job), anyLong())).thenReturn(false);

        var outcome = run(true, () -> {
            throw new AssertionError("its step will come again under another key");
        });

        assertThat(outcome).isEqualTo(Outcome.POSTPONED);
        verify(commands).isKnown(eq(job), anyLong());
        verifyNoMoreInteractions(commands);
    }

    @Test
    void shouldWorkUnderKeysThatTheEngineKnows() throws Exception {
        when(commands.isKnown(eq(job), anyLong())).thenReturn(true);

        assertThat(run(true, () -> Answer.done("orderOutcome", "settled"))).isEqualTo(Outcome.DONE);
    }

    @Test
    void shouldBecomeAnIncidentAtOnceWhenTheCodeIsWrong() throws Exception {
        var outcome = run(() -> {
            throw new IllegalStateException("a bug");
        });

        assertThat(outcome).isEqualTo(Outcome.GIVEN_UP);
        verify(failedJobs).remember(job);
        verify(commands).fail(eq(job), eq(0), any(), contains("A bug"));
    }

    private Outcome run(Supplier<Answer> work) throws Exception {
        return run(false, work);
    }

    private Outcome run(boolean remembersKeys, Supplier<Answer> work) throws Exception {
        var worker = new Worker<OrderInput>() {
            @Override
            public JobType type() {
                return JobType.ORDER_COMPLETE_ORDER;
            }

            @Override
            public Class<OrderInput> input() {
                return OrderInput.class;
            }

            @Override
            public boolean remembersKeys() {
                return remembersKeys;
            }

            @Override
            public Answer handle(OrderInput input, Job described) {
                return work.get();
            }
        };
        var ended = new ArrayList<JobEnded>();
        var pause = new RetryPause(Duration.ofSeconds(1), 5);
        new JobRunner<>(worker, pause, commands, failedJobs, new JobsInHand(1), ended::add, Traces.off())
                .handle(mock(JobClient.class), job);
        assertThat(ended).singleElement().satisfies(end -> {
            assertThat(end.type()).isEqualTo(JobType.ORDER_COMPLETE_ORDER.type());
            assertThat(end.took()).isPositive();
        });
        return ended.getFirst().outcome();
    }
}
