package org.baton.app.journey;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the programs that a Baton started by the files in which their numbers are, and ends them by force. */
final class PidFiles {

    private PidFiles() {}

    /** Of an engine of one broker, or of each broker of several, that was ever started. */
    static List<Path> ofBrokers(Path data) {
        var home = data.resolve("engine");
        return Stream.of("engine.pid", "1/engine.pid", "2/engine.pid", "3/engine.pid")
                .map(home::resolve)
                .filter(Files::exists)
                .toList();
    }

    static Optional<ProcessHandle> running(Path pidFile) {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        return text(pidFile)
                .lines()
                .findFirst()
                .map(line -> line.split(" ")[0])
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                .filter(PidFiles::lives);
    }

    static boolean lives(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    /** As {@code kill -9} does; returns when it is gone. */
    static void end(ProcessHandle process) {
        if (process.destroyForcibly()) {
            await().atMost(Duration.ofSeconds(20)).until(() -> !lives(process));
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
