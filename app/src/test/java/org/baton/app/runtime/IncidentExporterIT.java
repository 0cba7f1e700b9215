package org.baton.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.builder.AbstractFlowNodeBuilder;
import io.camunda.zeebe.model.bpmn.builder.StartEventBuilder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.baton.app.testing.RealPlatform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(RealPlatform.class)
class IncidentExporterIT {

    private static final String MESSAGE = "a \"vendor\"\nsaid\tno \\ ünd ✗";

    @Test
    void shouldTellOfAnIncidentAndOfItsEnd(EmbeddedPlatform platform, CamundaClient client) {
        deploy("fails", client, fails -> fails.serviceTask("Task_Fail", task -> task.zeebeJobType("fails")));
        long instance = start("fails", client);
        ActivatedJob job = fail("fails", client);
        Sink sink = new Sink(instance);
        IncidentLog log = new IncidentLog(platform.engine().incidents(), JsonMapper.shared());

        IncidentRecord created = next(log, sink, 1);
        assertThat(created.intent()).isEqualTo(IncidentRecord.Intent.CREATED);
        assertThat(created.rootInstanceKey()).isEqualTo(instance);
        assertThat(created.jobKey()).isEqualTo(job.getKey());
        assertThat(created.bpmnProcessId()).isEqualTo("fails");
        assertThat(created.elementId()).isEqualTo("Task_Fail");
        assertThat(created.errorType()).isEqualTo("JOB_NO_RETRIES");
        assertThat(created.errorMessage()).isEqualTo(MESSAGE);

        client.newUpdateRetriesCommand(job.getKey()).retries(1).send().join();
        client.newResolveIncidentCommand(created.incidentKey()).send().join();

        IncidentRecord resolved = next(log, sink, 2);
        assertThat(resolved.intent()).isEqualTo(IncidentRecord.Intent.RESOLVED);
        assertThat(resolved.incidentKey()).isEqualTo(created.incidentKey());
        assertThat(log.poll(sink)).as("nothing is read twice").isZero();
    }

    @Test
    void shouldNameTheInstanceThatCalledTheOneThatStopped(EmbeddedPlatform platform, CamundaClient client) {
        deploy("called", client, called -> called.serviceTask("Task_Fail", task -> task.zeebeJobType("called")));
        deploy("calls", client, calls -> calls.callActivity("Activity_Call", call -> call.zeebeProcessId("called")));
        long caller = start("calls", client);
        ActivatedJob job = fail("called", client);
        Sink sink = new Sink(job.getProcessInstanceKey());

        IncidentRecord created = next(new IncidentLog(platform.engine().incidents(), JsonMapper.shared()), sink, 1);

        assertThat(created.processInstanceKey()).isNotEqualTo(caller);
        assertThat(created.rootInstanceKey()).isEqualTo(caller);
    }

    private static IncidentRecord next(IncidentLog log, Sink sink, int count) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            log.poll(sink);
            return sink.records.size() >= count;
        });
        return sink.records.get(count - 1);
    }

    private static void deploy(
            String process, CamundaClient client, Function<StartEventBuilder, AbstractFlowNodeBuilder<?, ?>> work) {
        StartEventBuilder started = Bpmn.createExecutableProcess(process).startEvent();
        client.newDeployResourceCommand()
                .addProcessModel(work.apply(started).endEvent().done(), process + ".bpmn")
                .send()
                .join();
    }

    private static long start(String process, CamundaClient client) {
        return client.newCreateInstanceCommand()
                .bpmnProcessId(process)
                .latestVersion()
                .send()
                .join()
                .getProcessInstanceKey();
    }

    private static ActivatedJob fail(String type, CamundaClient client) {
        ActivatedJob job = client.newActivateJobsCommand()
                .jobType(type)
                .maxJobsToActivate(1)
                .timeout(Duration.ofMinutes(1))
                .send()
                .join()
                .getJobs()
                .getFirst();
        client.newFailCommand(job).retries(0).errorMessage(MESSAGE).send().join();
        return job;
    }

    private static final class Sink implements IncidentSink {

        private final List<IncidentRecord> records = new CopyOnWriteArrayList<>();
        private final long instance;
        private long offset;

        private Sink(long instance) {
            this.instance = instance;
        }

        @Override
        public long offset(int partition) {
            return offset;
        }

        @Override
        public void accept(int partition, List<EngineRecord> read, long nextOffset) {
            read.stream()
                    .filter(IncidentRecord.class::isInstance)
                    .map(IncidentRecord.class::cast)
                    .filter(one -> one.processInstanceKey() == instance)
                    .forEach(records::add);
            offset = nextOffset;
        }
    }
}
