package org.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.CamundaClient;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.engine.EngineFactory;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.value.IncidentRecordValue;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** One engine in this JVM for all process tests, with everything that is shipped deployed on it. */
final class TestEngine {

    private static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);
    private static final ZeebeTestEngine ENGINE = start();
    static final CamundaClient CLIENT = connect();

    private TestEngine() {}

    private static ZeebeTestEngine start() {
        ZeebeTestEngine engine = EngineFactory.create();
        engine.start();
        return engine;
    }

    private static CamundaClient connect() {
        CamundaClient client = CamundaClient.newClientBuilder()
                .grpcAddress(URI.create("http://" + ENGINE.getGatewayAddress()))
                .preferRestOverGrpc(false)
                .build();
        ShippedProcesses.all()
                .forEach(file -> client.newDeployResourceCommand()
                        .addResourceBytes(file.bytes(), file.fileName())
                        .send()
                        .join());
        return client;
    }

    static Stream<Record<?>> records() {
        return StreamSupport.stream(ENGINE.getRecordStreamSource().getRecords().spliterator(), false);
    }

    /** The engine's own time, which runs ahead of the machine's once a test has moved it. */
    static Instant now() {
        return Instant.now().plus(AHEAD.get());
    }

    static void timePasses(Duration duration) {
        ENGINE.increaseTime(duration);
        var ignored = AHEAD.updateAndGet(ahead -> ahead.plus(duration));
    }

    /** What the engine could not go on with since it started: a process under test should never get there. */
    static List<String> incidents() {
        return records()
                .filter(it -> it.getIntent() == IncidentIntent.CREATED)
                .map(it -> (IncidentRecordValue) it.getValue())
                .map(it -> it.getElementId() + ": " + it.getErrorMessage())
                .toList();
    }

    /** A deadline that only a broken process misses, also on a slow machine; a new incident ends the wait at once. */
    static ConditionFactory await(String what, int incidentsBefore) {
        return Awaitility.await(what)
                .failFast(() -> assertThat(incidents()).as("incidents").hasSize(incidentsBefore))
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(15))
                .atMost(Duration.ofSeconds(45));
    }
}
