package org.baton.app.runtime;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreeMemoryTest {

    private static final long GIGABYTE = 1024L * 1024 * 1024;

    @TempDir
    private Path directory;

    @Test
    void shouldSayWhatIsMissingWhenThereIsNoRoom() throws IOException {
        assertThatThrownBy(() -> FreeMemory.require("Operate", GIGABYTE, "start without --operate", memory(524_288)))
                .isInstanceOf(StartFailure.class)
                .hasMessage("Operate needs about 1024 MB of memory, and this machine has 512 MB left."
                        + " Stop something, or start without --operate.");
    }

    @Test
    void shouldSayNothingWhenThereIsRoomOrNobodyTells() throws IOException {
        var enough = memory(1_048_576);

        assertThatCode(() -> FreeMemory.require("Operate", GIGABYTE, "", enough))
                .doesNotThrowAnyException();
        assertThatCode(() -> FreeMemory.require("Operate", GIGABYTE, "", directory.resolve("none")))
                .doesNotThrowAnyException();
    }

    private Path memory(int kilobytes) throws IOException {
        return Files.writeString(
                directory.resolve("meminfo"),
                "MemTotal:       24683520 kB\nMemFree:        99 kB\nMemAvailable:   " + kilobytes + " kB\n");
    }
}
