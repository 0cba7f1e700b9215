package org.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.response.PublishMessageResponse;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.intent.MessageStartEventSubscriptionIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.protocol.record.value.MessageStartEventSubscriptionRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.VariableRecordValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;

/** One process instance in a test: the test plays every worker, person, sender and clock of it, step by step. */
final class ProcessRun implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    final String orderId = "ord_" + NUMBER.incrementAndGet();
    final String fulfilmentId = "ful_" + NUMBER.get();
    private final List<ActivatedJob> jobs = new ArrayList<>();
    private final int incidentsBefore = TestEngine.incidents().size();
    private long key;

    private ProcessRun() {}

    static ProcessRun of(ProcessId process) {
        ProcessRun run = new ProcessRun();
        run.create(process, Map.of("orderId", run.orderId, "fulfilmentId", run.fulfilmentId));
        return run;
    }

    /** The process of a part of an order, with the policy that sourcing hands it. */
    static ProcessRun ofPart(ProcessId process, Map<String, ?> policy) {
        ProcessRun run = new ProcessRun();
        run.create(process, Map.of("orderId", run.orderId, "fulfilmentId", run.fulfilmentId, "fulfilment", policy));
        return run;
    }

    static ProcessRun of(ProcessId process, Map<String, ?> variables) {
        ProcessRun run = new ProcessRun();
        run.create(process, variables);
        return run;
    }

    /** Started by a message with what it brings. */
    static ProcessRun startedBy(MessageName message, Function<ProcessRun, Map<String, ?>> variables) {
        ProcessRun run = new ProcessRun();
        Map<String, ?> brought = variables.apply(run);
        String correlationKey = String.valueOf(brought.get(message.correlatedOn()));
        long messageKey = send(message, correlationKey, brought).getMessageKey();
        run.key = run.await(message + " starts a process")
                .until(() -> startedInstance(messageKey), Optional::isPresent)
                .orElseThrow();
        return run;
    }

    /** Plays the worker: takes the next job of this type, checks that it has all it needs, and completes it. */
    ActivatedJob completes(JobType type, Map<String, ?> result) {
        return complete(type, job -> true, result);
    }

    ActivatedJob completes(JobType type) {
        return completes(type, Map.of());
    }

    /** Plays the worker for one of several parts. */
    ActivatedJob completesFor(String fulfilmentId, JobType type) {
        return complete(type, job -> fulfilmentId.equals(job.getVariablesAsMap().get("fulfilmentId")), Map.of());
    }

    /** Plays the worker that refuses for a business reason. */
    void refuses(JobType type, ErrorCode code, Map<String, ?> variables) {
        assertThat(type.errors()).contains(code);
        TestEngine.CLIENT
                .newThrowErrorCommand(next(type, job -> true))
                .errorCode(code.code())
                .variables(Map.copyOf(variables))
                .send()
                .join();
    }

    /** Plays the associate who completes the task of this kind. */
    ActivatedJob staffDoes(String kind, boolean linesLeft) {
        return complete(
                JobType.STORE_TASK,
                job -> kind.equals(job.getCustomHeaders().get("kind")),
                Map.of("linesLeft", linesLeft));
    }

    PublishMessageResponse receives(MessageName message) {
        return receives(message, Map.of());
    }

    PublishMessageResponse receives(MessageName message, Map<String, ?> variables) {
        return send(message, message.correlatedOn().equals("orderId") ? orderId : fulfilmentId, variables);
    }

    PublishMessageResponse receivesFor(String fulfilmentId, MessageName message) {
        return send(message, fulfilmentId, Map.of());
    }

    private static PublishMessageResponse send(MessageName message, String correlationKey, Map<String, ?> variables) {
        assertThat(variables.keySet()).containsExactlyInAnyOrderElementsOf(message.variables());
        return TestEngine.CLIENT
                .newPublishMessageCommand()
                .messageName(message.messageName())
                .correlationKey(correlationKey)
                .variables(Map.copyOf(variables))
                .timeToLive(Duration.ofMinutes(1))
                .send()
                .join();
    }

    /** Lets the clock go on once the process waits at this element. */
    void waitsTooLongAt(String element, Duration duration) {
        waitsAt(element);
        TestEngine.timePasses(duration.plusSeconds(1));
    }

    void waitsAt(String element) {
        await("waits at " + element)
                .until(() -> steps(element, ProcessInstanceIntent.ELEMENT_ACTIVATED)
                        > steps(element, ProcessInstanceIntent.ELEMENT_COMPLETED));
    }

    /** The whole process is over and this was the way out. */
    void endsAt(String endEvent) {
        await("ends at " + endEvent)
                .untilAsserted(() -> assertThat(endsReached())
                        .as("end events of the finished process")
                        .contains(endEvent));
    }

    Optional<String> variable(String name) {
        return TestEngine.records()
                .filter(it -> it.getValue() instanceof VariableRecordValue value
                        && value.getScopeKey() == key
                        && value.getName().equals(name))
                .map(it -> ((VariableRecordValue) it.getValue()).getValue())
                .reduce((first, last) -> last);
    }

    /** How often an element was completed; elements of called processes are not counted. */
    long timesDone(String element) {
        return steps(element, ProcessInstanceIntent.ELEMENT_COMPLETED);
    }

    @Override
    public void close() {
        if (steps(null, ProcessInstanceIntent.ELEMENT_COMPLETED) == 0) {
            TestEngine.CLIENT.newCancelInstanceCommand(key).send().join();
        }
    }

    private void create(ProcessId process, Map<String, ?> variables) {
        key = TestEngine.CLIENT
                .newCreateInstanceCommand()
                .bpmnProcessId(process.id())
                .latestVersion()
                .variables(Map.copyOf(variables))
                .send()
                .join()
                .getProcessInstanceKey();
    }

    private ActivatedJob complete(JobType type, Predicate<ActivatedJob> which, Map<String, ?> result) {
        ActivatedJob job = next(type, which);
        TestEngine.CLIENT
                .newCompleteCommand(job)
                .variables(Map.copyOf(result))
                .send()
                .join();
        return job;
    }

    private ActivatedJob next(JobType type, Predicate<ActivatedJob> which) {
        Predicate<ActivatedJob> wanted = which.and(job -> job.getType().equals(type.type()));
        ActivatedJob job = await("a job " + type.type())
                .until(() -> take(type, wanted), Optional::isPresent)
                .orElseThrow();
        jobs.remove(job);
        assertThat(job.getVariablesAsMap()).as("inputs of " + type).containsKeys(keys(type.inputs()));
        assertThat(job.getCustomHeaders()).as("headers of " + type).containsKeys(keys(type.requiredHeaders()));
        return job;
    }

    private Optional<ActivatedJob> take(JobType type, Predicate<ActivatedJob> wanted) {
        jobs.addAll(TestEngine.CLIENT
                .newActivateJobsCommand()
                .jobType(type.type())
                .maxJobsToActivate(20)
                .timeout(Duration.ofDays(365))
                .requestTimeout(Duration.ofSeconds(5))
                .send()
                .join()
                .getJobs());
        return jobs.stream().filter(wanted).findFirst();
    }

    private ConditionFactory await(String what) {
        return TestEngine.await(what, incidentsBefore);
    }

    private static String[] keys(List<String> names) {
        return names.toArray(String[]::new);
    }

    private List<String> endsReached() {
        boolean over = steps(null, ProcessInstanceIntent.ELEMENT_COMPLETED) > 0;
        return over
                ? own().filter(it -> it.getIntent() == ProcessInstanceIntent.ELEMENT_COMPLETED)
                        .map(it -> (ProcessInstanceRecordValue) it.getValue())
                        .filter(it -> it.getBpmnElementType() == BpmnElementType.END_EVENT)
                        .map(ProcessInstanceRecordValue::getElementId)
                        .toList()
                : List.of();
    }

    /** Counts the steps of one element, or of the process itself when no element is given. */
    private long steps(String element, ProcessInstanceIntent intent) {
        return own().filter(it -> it.getIntent() == intent)
                .filter(it -> element == null
                        ? it.getKey() == key
                        : ((ProcessInstanceRecordValue) it.getValue())
                                .getElementId()
                                .equals(element))
                .count();
    }

    private Stream<Record<?>> own() {
        return TestEngine.records()
                .filter(it -> it.getValue() instanceof ProcessInstanceRecordValue value
                        && value.getProcessInstanceKey() == key);
    }

    private static Optional<Long> startedInstance(long messageKey) {
        return TestEngine.records()
                .filter(it -> it.getIntent() == MessageStartEventSubscriptionIntent.CORRELATED)
                .map(it -> (MessageStartEventSubscriptionRecordValue) it.getValue())
                .filter(it -> it.getMessageKey() == messageKey)
                .map(MessageStartEventSubscriptionRecordValue::getProcessInstanceKey)
                .findFirst();
    }
}
