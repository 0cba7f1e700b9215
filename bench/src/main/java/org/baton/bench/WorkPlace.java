package org.baton.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.baton.app.runtime.StartFailure;

/**
 * A directory of the bench's own and what was started on it. Both are gone when the bench ends, also by Ctrl-C: what was
 * started last is stopped first.
 */
final class WorkPlace implements AutoCloseable {

    private final Path directory;
    private final Deque<AutoCloseable> kept = new ArrayDeque<>();
    private final Thread hook = Thread.ofPlatform().name("bench-stop").unstarted(this::clear);
    private boolean closed;

    private WorkPlace(Path directory) {
        this.directory = directory;
    }

    static WorkPlace make(String name) {
        try {
            var place = new WorkPlace(Files.createTempDirectory("baton-bench-" + name + "-"));
            Runtime.getRuntime().addShutdownHook(place.hook);
            return place;
        } catch (IOException e) {
            throw new StartFailure("The bench has no place to work: " + e.getMessage(), e);
        }
    }

    /** A path in it. */
    Path path(String name) {
        return directory.resolve(name);
    }

    /** Remembers what is to be stopped, from before it is started. */
    <T extends AutoCloseable> T keep(T part) {
        synchronized (kept) {
            if (closed) {
                throw new StartFailure("The bench was stopped.");
            }
            kept.push(part);
        }
        return part;
    }

    /** Stops parts before the others. */
    void stop(AutoCloseable... parts) {
        for (var part : parts) {
            synchronized (kept) {
                kept.remove(part);
            }
            stop(part);
        }
    }

    private static void stop(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            System.err.println("baton: " + part.getClass().getSimpleName() + " did not stop: " + e.getMessage());
        }
    }

    private void clear() {
        List<AutoCloseable> parts;
        synchronized (kept) {
            closed = true;
            parts = List.copyOf(kept);
            kept.clear();
        }
        parts.forEach(WorkPlace::stop);
        InventoryCommand.remove(directory);
    }

    @Override
    public void close() {
        clear();
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
