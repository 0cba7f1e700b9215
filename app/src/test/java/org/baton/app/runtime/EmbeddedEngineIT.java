package org.baton.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.worker.JobWorker;
import io.camunda.zeebe.model.bpmn.Bpmn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.baton.app.testing.RealPlatform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedEngineIT {

    private static final int INSTANCES = 50;

    @TempDir
    private Path directory;

    private DataDirectory data;
    private EmbeddedEngine engine;

    @BeforeEach
    void start() {
        RealPlatform.locateEngine();
        data = DataDirectory.claim(directory.resolve("with a space"));
        engine = engine();
        engine.start();
    }

    @AfterEach
    void stop() {
        engine.close();
        data.close();
    }

    @Test
    void shouldCompleteWhatWasAcceptedWhenKilledAndTakenOverByTheNextBaton() {
        String address = engine.address();
        try (CamundaClient client = RealPlatform.client(address)) {
            deploy(client);
            for (int i = 0; i < INSTANCES; i++) {
                client.newCreateInstanceCommand()
                        .bpmnProcessId("survivor")
                        .latestVersion()
                        .send()
                        .join();
            }
        }
        assertThat(engine.process().destroyForcibly()).isTrue();
        engine.start();
        assertThat(engine.address()).as("others have been told the address").isEqualTo(address);

        ProcessHandle left = engine.process();
        engine = engine();
        engine.start();

        assertThat(Processes.lives(left)).isFalse();
        assertThat(completedJobs()).isEqualTo(INSTANCES);
    }

    private int completedJobs() {
        Set<Long> instances = ConcurrentHashMap.newKeySet();
        try (CamundaClient client = RealPlatform.client(engine.address());
                JobWorker worker = client.newWorker()
                        .jobType("survive")
                        .handler((jobs, job) -> {
                            jobs.newCompleteCommand(job).send().join();
                            instances.add(job.getProcessInstanceKey());
                        })
                        .open()) {
            await().atMost(Duration.ofSeconds(60)).until(() -> worker.isOpen() && instances.size() == INSTANCES);
            return instances.size();
        }
    }

    @Test
    void shouldListenElsewhereWhenSomebodyWasQuicker() throws IOException {
        engine.close();
        try (Ports ports = Ports.in(data, Unpacked.cache())) {
            int chosen = EnginePorts.choose(ports, 1).grpc();
            try (ServerSocket somebody = new ServerSocket(chosen, 1, InetAddress.getLoopbackAddress())) {
                engine = engine(ports);
                engine.start();

                assertThat(engine.address()).isNotEqualTo("127.0.0.1:" + somebody.getLocalPort());
                assertThat(engine.lives()).isTrue();
            }
        }
    }

    private EmbeddedEngine engine() {
        return engine(Ports.in(data, Unpacked.cache()));
    }

    private EmbeddedEngine engine(Ports ports) {
        return new EmbeddedEngine(data, EngineNode.ONLY, ports, Unpacked.cache(), Progress.silent());
    }

    private static void deploy(CamundaClient client) {
        client.newDeployResourceCommand()
                .addProcessModel(
                        Bpmn.createExecutableProcess("survivor")
                                .startEvent()
                                .serviceTask("Task_Survive", task -> task.zeebeJobType("survive"))
                                .endEvent()
                                .done(),
                        "survivor.bpmn")
                .send()
                .join();
    }
}
