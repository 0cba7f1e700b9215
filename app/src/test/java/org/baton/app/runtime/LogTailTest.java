package org.baton.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    @TempDir
    private Path directory;

    @Test
    void shouldNameTheDeepestCauseWhenThereIsOne() throws IOException {
        assertThat(LogTail.complaint(log("INFO fine\nERROR it failed\n  Caused by: a\n  Caused by: bind failed\n")))
                .contains("Caused by: bind failed");
    }

    @Test
    void shouldNameTheLastErrorElseTheLastLine() throws IOException {
        assertThat(LogTail.complaint(log("ERROR one\nINFO two\n"))).contains("ERROR one");
        assertThat(LogTail.complaint(log("INFO one\nINFO two\n\n"))).contains("INFO two");
    }

    @Test
    void shouldHaveNoneWhenNothingWasLogged() {
        assertThat(LogTail.complaint(directory.resolve("missing"))).isEmpty();
    }

    private Path log(String text) throws IOException {
        return Files.writeString(directory.resolve("log"), text);
    }
}
