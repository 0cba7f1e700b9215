package org.baton.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.baton.processes.JobType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.Answers;
import org.mockito.Mockito;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;

/** From a BPMN box to its code by string arithmetic, in both directions. */
class WorkerContractTest {

    @ParameterizedTest
    @EnumSource
    void shouldFindTheWorkerWhenOnlyTheJobTypeIsKnown(JobType type) throws Exception {
        var worker = (Worker<?>) Mockito.mock(Class.forName(type.workerClassName()), Answers.CALLS_REAL_METHODS);

        assertThat(worker.type()).isEqualTo(type);
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadWhatTheCatalogueSaysWhenAJobComes(JobType type) throws Exception {
        var worker = (Worker<?>) Mockito.mock(Class.forName(type.workerClassName()), Answers.CALLS_REAL_METHODS);
        var read = Arrays.stream(worker.input().getRecordComponents())
                .map(component -> component.getName())
                .collect(Collectors.toSet());
        read.add("orderId");

        assertThat(read).containsAll(type.inputs());
    }

    @Test
    void shouldServeAJobTypeOfTheCatalogueWhenAClassIsAWorker() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(Worker.class));
        var workers = scanner.findCandidateComponents("org.baton.workers").stream()
                .map(bean -> bean.getBeanClassName())
                .collect(Collectors.toSet());
        Set<String> served =
                Arrays.stream(JobType.values()).map(JobType::workerClassName).collect(Collectors.toSet());

        assertThat(workers).isEqualTo(served);
    }
}
