package org.baton.processes;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.baton.processes.lint.ModelLint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Diagrams and catalogue speak of the same things, in both directions. */
class ContractTest {

    static List<ShippedProcesses.Resource> diagrams() {
        return ShippedProcesses.diagrams();
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void shouldLintCleanWhenShipped(ShippedProcesses.Resource diagram) throws IOException {
        try (InputStream in = diagram.open()) {
            assertThat(ModelLint.check(diagram.fileName(), in)).isEmpty();
        }
    }

    @Test
    void shouldShipEveryProcessThatCodeRefersTo() {
        assertThat(diagrams().stream().map(ShippedProcesses.Resource::processId))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(ProcessId.values()).map(ProcessId::id).toList());
        assertThat(written("<bpmn:process id=\"([^\"]+)\""))
                .isEqualTo(diagrams().stream()
                        .map(ShippedProcesses.Resource::processId)
                        .collect(toSet()));
    }

    @Test
    void shouldUseEveryJobTypeOfTheCatalogue() {
        Set<String> catalogue = Arrays.stream(JobType.values())
                .filter(it -> it != JobType.STORE_TASK)
                .map(JobType::type)
                .collect(toSet());

        assertThat(written("zeebe:taskDefinition type=\"([^\"]+)\"")).isEqualTo(catalogue);
        assertThat(written("<bpmn:(userTask) ")).isNotEmpty();
    }

    @Test
    void shouldWaitForEveryMessageOfTheCatalogue() {
        assertThat(written("<bpmn:message id=\"[^\"]+\" name=\"([^\"]+)\""))
                .isEqualTo(Arrays.stream(MessageName.values())
                        .filter(it -> !MessageName.OFFERED.contains(it))
                        .map(MessageName::messageName)
                        .collect(toSet()));
    }

    @Test
    void shouldCatchEveryErrorOfTheCatalogue() {
        Set<String> catalogue =
                Arrays.stream(ErrorCode.values()).map(ErrorCode::code).collect(toSet());

        assertThat(written("errorCode=\"([^\"]+)\"")).isEqualTo(catalogue);
        assertThat(Arrays.stream(JobType.values())
                        .flatMap(it -> it.errors().stream())
                        .map(ErrorCode::code))
                .containsExactlyInAnyOrderElementsOf(catalogue);
    }

    @Test
    void shouldNameTheWorkerByStringArithmetic() {
        assertThat(JobType.ORDER_ACCEPT_ORDER.workerClassName()).isEqualTo("org.baton.workers.order.AcceptOrderWorker");
        assertThat(JobType.FULFILMENT_RELEASE_TO_WAREHOUSE.workerClassName())
                .isEqualTo("org.baton.workers.fulfilment.ReleaseToWarehouseWorker");
        assertThat(JobType.STORE_TASK.workerClassName()).isEqualTo("org.baton.workers.fulfilment.StoreTaskWorker");
    }

    private static Set<String> written(String pattern) {
        return diagrams().stream()
                .map(it -> new String(it.bytes(), StandardCharsets.UTF_8))
                .flatMap(xml -> found(pattern, xml))
                .collect(toSet());
    }

    private static Stream<String> found(String pattern, String xml) {
        return Pattern.compile(pattern).matcher(xml).results().map(it -> it.group(1));
    }
}
