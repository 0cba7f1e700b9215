package org.baton.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Looks ten times during a run at what each part of a Baton uses. */
final class MemoryWatch implements AutoCloseable {

    static final int LOOKS = 10;

    private static final double FLAT_WITHIN = 1.1;
    private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

    private final List<Map<String, ProcessUse>> looks = Collections.synchronizedList(new ArrayList<>());
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    MemoryWatch(BatonChild baton, int seconds) {
        long every = TimeUnit.SECONDS.toMillis(seconds) / LOOKS;
        for (int look = 1; look <= LOOKS; look++) {
            var ignored = clock.schedule(() -> looks.add(use(baton)), look * every, TimeUnit.MILLISECONDS);
        }
    }

    /** What each part uses at this moment. */
    static Map<String, ProcessUse> use(BatonChild baton) {
        var use = new LinkedHashMap<String, ProcessUse>();
        use.put("engine", ProcessUse.of(baton.enginePid()));
        use.put("database", ProcessUse.ofTree(baton.databasePid()));
        use.put("Baton", ProcessUse.of(baton.pid()));
        use.put("load and people", ProcessUse.of(ProcessHandle.current().pid()));
        return use;
    }

    /** Bytes of a part, the mean over some of the looks. */
    double mean(String part, int from, int to) {
        return looks.subList(Math.min(from, looks.size()), Math.min(to, looks.size())).stream()
                .mapToLong(look -> look.getOrDefault(part, new ProcessUse(0, 0)).bytes())
                .average()
                .orElse(0);
    }

    /** Whether a part has not grown by more than a tenth from the beginning of the second half to its end. */
    boolean isFlat(String part) {
        return mean(part, LOOKS - 2, LOOKS) <= FLAT_WITHIN * mean(part, LOOKS / 2, LOOKS / 2 + 2);
    }

    /** Bytes of what lives in the heap of a Java process, after it has collected what does not; 0 when it does not tell. */
    static long liveHeap(long pid) {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            var process = new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var total = TOTAL.matcher(text);
            return total.find() ? Long.parseLong(total.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
