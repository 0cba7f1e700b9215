package org.baton.app.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Tells before something large is started whether this machine has room for it. */
final class FreeMemory {

    private static final Path LINUX = Path.of("/proc/meminfo");
    private static final long MEGABYTE = 1024L * 1024;

    private FreeMemory() {}

    /** Fails with what is missing and what to do about it; says nothing where the system does not tell. */
    static void require(String what, long bytes, String otherwise) {
        require(what, bytes, otherwise, LINUX);
    }

    static void require(String what, long bytes, String otherwise, Path memory) {
        available(memory).ifPresent(free -> {
            if (free < bytes) {
                throw new StartFailure(
                        "%s needs about %d MB of memory, and this machine has %d MB left. Stop something, or %s."
                                .formatted(what, bytes / MEGABYTE, free / MEGABYTE, otherwise));
            }
        });
    }

    /** What programs may still take without swapping, as the Linux kernel reckons. */
    private static OptionalLong available(Path memory) {
        try {
            return Files.readAllLines(memory, StandardCharsets.US_ASCII).stream()
                    .filter(line -> line.matches("MemAvailable: +\\d+ kB"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
