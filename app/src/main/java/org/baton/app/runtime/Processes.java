package org.baton.app.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Finds and ends processes that a Baton started, and never one that only happens to have the same number. */
final class Processes {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private Processes() {}

    /** Writes who was started, so that the next Baton finds it should this one be killed. */
    static void remember(Path file, ProcessHandle process) {
        try {
            Files.writeString(file, process.pid() + " " + startOf(process) + "\n", StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process written in the file, if it is the very same one and still alive. */
    static Optional<ProcessHandle> remembered(Path file) {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            String[] words =
                    Files.readString(file, StandardCharsets.UTF_8).strip().split(" ");
            return words.length != 2
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(words[0]))
                            .filter(Processes::lives)
                            .filter(process -> startOf(process) == Long.parseLong(words[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** True while it runs; one that ended and that nobody took note of has a number still, but no program. */
    static boolean lives(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    /** Asks the process to end, and ends it by force when it does not in time. */
    static void stop(ProcessHandle process, Duration patience) {
        if (process.destroy() && Deadline.in(patience).await(() -> !lives(process), PAUSE)) {
            return;
        }
        if (lives(process) && process.destroyForcibly()) {
            Deadline.in(Duration.ofSeconds(10)).await(() -> !lives(process), PAUSE);
        }
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
