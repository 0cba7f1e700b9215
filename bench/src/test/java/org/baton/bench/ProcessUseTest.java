package org.baton.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessUseTest {

    @Test
    void shouldCountWhatAProcessUses() {
        assumeTrue(Files.exists(Path.of("/proc/self/smaps_rollup")), "only Linux tells it");
        long self = ProcessHandle.current().pid();
        var before = ProcessUse.of(self);

        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> ProcessUse.of(self).cpuMillis() > before.cpuMillis());
        assertThat(before.bytes()).isGreaterThan(1_000_000);
        assertThat(ProcessUse.ofTree(self).cpuMillis()).isGreaterThanOrEqualTo(before.cpuMillis());
    }
}
