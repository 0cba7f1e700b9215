package org.baton.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a process has used, as Linux counts it in {@code /proc}.
 *
 * @param cpuMillis of it and of the children that are counted with it, the ended ones included
 * @param bytes of memory that is not of mapped files; what processes share is counted once
 */
record ProcessUse(double cpuMillis, long bytes) {

    /** Linux tells times in hundredths of a second to every program, whatever its kernel counts in. */
    private static final double MILLIS_PER_TICK = 10;

    private static final int USER_TIME = 11;
    private static final int CHILDREN_SYSTEM_TIME = 14;
    private static final long KIB = 1024;

    /** One process without its children. */
    static ProcessUse of(long pid) {
        var stat = stat(pid);
        return new ProcessUse((ticks(stat, USER_TIME) + ticks(stat, USER_TIME + 1)) * MILLIS_PER_TICK, memory(pid));
    }

    /** A process with all its children, those included that have ended. */
    static ProcessUse ofTree(long root) {
        double ticks = 0;
        long bytes = 0;
        var handle = ProcessHandle.of(root).orElseThrow();
        for (var one : Stream.concat(Stream.of(handle), handle.descendants()).toList()) {
            var stat = stat(one.pid());
            for (int field = USER_TIME; field <= CHILDREN_SYSTEM_TIME; field++) {
                ticks += ticks(stat, field);
            }
            bytes += memory(one.pid());
        }
        return new ProcessUse(ticks * MILLIS_PER_TICK, bytes);
    }

    /** The fields after the program's name, which may contain blanks; none when the process has just ended. */
    private static String[] stat(long pid) {
        try {
            var text = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return text.substring(text.lastIndexOf(')') + 2).split(" ");
        } catch (IOException e) {
            return new String[0];
        }
    }

    private static long ticks(String[] stat, int field) {
        return stat.length == 0 ? 0 : Long.parseLong(stat[field]);
    }

    private static long memory(long pid) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss_Anon:") || line.startsWith("Pss_Shmem:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }
}
