package org.baton.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineNodeTest {

    @TempDir
    private Path directory;

    @Test
    void shouldBeOneBrokerUnlessTold() {
        assertThat(EngineNode.in(directory, null)).containsExactly(EngineNode.ONLY);
        assertThat(EngineNode.in(directory, 3)).hasSize(3);
    }

    @Test
    void shouldGoOnWithAsManyBrokersAsThereWere() throws IOException {
        wasUsedBy(3);

        assertThat(EngineNode.in(directory, null)).hasSize(3);
        assertThat(EngineNode.in(directory, 3)).hasSize(3);
    }

    @Test
    void shouldRefuseAnotherNumberOfBrokersThanMadeTheData() throws IOException {
        wasUsedBy(1);

        assertThatThrownBy(() -> EngineNode.in(directory, 3))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("was made with --brokers 1");
    }

    private void wasUsedBy(int brokers) throws IOException {
        for (var node : EngineNode.in(directory, brokers)) {
            Files.createDirectories(node.data(directory));
        }
    }

    @Test
    void shouldTellEachBrokerOfAllOthers() {
        try (var data = DataDirectory.claim(directory);
                var ports = Ports.in(data, directory)) {
            var contacts = new EngineNode(2, 3).contacts(ports).split(",");

            assertThat(contacts).hasSize(3).doesNotHaveDuplicates();
            assertThat(contacts[1])
                    .endsWith(":" + new EngineNode(2, 3).ports(ports).internal());
        }
    }
}
