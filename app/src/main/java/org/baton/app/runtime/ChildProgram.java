package org.baton.app.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A program that runs beside Baton, in a session of its own so that Ctrl-C reaches it only when Baton says so: started,
 * found again when a killed Baton left it, asked to end. Its directory holds {@code NAME.pid} and {@code logs/NAME.log}.
 */
final class ChildProgram {

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final String what;
    private final String name;
    private final Path home;
    private final Duration readyPatience;
    private final Duration stopPatience;
    private volatile @Nullable Process process;

    /**
     * @param what as the user reads it: the engine
     * @param name as its files are called: engine
     */
    ChildProgram(String what, String name, Path home, Duration readyPatience, Duration stopPatience) {
        this.what = what;
        this.name = name;
        this.home = home;
        this.readyPatience = readyPatience;
        this.stopPatience = stopPatience;
    }

    /** Ends what an earlier Baton left running here. */
    void stopLeftover(Progress progress, String who) {
        Processes.remembered(pidFile()).ifPresent(leftover -> {
            progress.say(who, "stopping the one that an earlier Baton left (process " + leftover.pid() + ")");
            Processes.stop(leftover, stopPatience);
        });
    }

    /** Starts it with these variables and no others, and remembers it. */
    void launch(List<String> command, Map<String, String> environment) throws IOException {
        List<String> line = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            line.add(SETSID.toString());
        }
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(consoleLog().toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process started = builder.start();
        started.getOutputStream().close();
        process = started;
        Processes.remember(pidFile(), started.toHandle());
    }

    /** Returns when it is ready or is no longer wanted; fails when it has ended or takes too long, and says why. */
    void awaitReady(BooleanSupplier ready, BooleanSupplier unwanted) {
        Process started = running();
        Deadline.in(readyPatience)
                .await(() -> unwanted.getAsBoolean() || !started.isAlive() || ready.getAsBoolean(), PAUSE);
        if (unwanted.getAsBoolean()) {
            return;
        }
        if (!started.isAlive()) {
            throw new StartFailure(what + " ended while it started (exit code " + started.exitValue() + "): "
                    + complaint() + "; its log is " + log());
        }
        if (!ready.getAsBoolean()) {
            stop(stopPatience);
            throw new StartFailure(what + " was not ready after " + readyPatience.toSeconds() + " s: " + complaint()
                    + "; its log is " + log());
        }
    }

    /** Asks it to end, and ends it by force when it does not in time. */
    void stop(Duration patience) {
        Processes.stop(running().toHandle(), patience);
    }

    /** Ends it for good; nothing to do when it was never started. */
    void close() {
        Process last = process;
        if (last != null) {
            Processes.stop(last.toHandle(), stopPatience);
        }
        try {
            Files.deleteIfExists(pidFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one that was started last. */
    Process running() {
        Process last = process;
        if (last == null) {
            throw new IllegalStateException(what + " has not been started");
        }
        return last;
    }

    /** Where it writes its logs, made when missing. */
    Path logs() {
        try {
            return Files.createDirectories(home.resolve("logs"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path log() {
        return home.resolve("logs").resolve(name + ".log");
    }

    private Path consoleLog() {
        return logs().resolve("console.log");
    }

    private String complaint() {
        return LogTail.complaint(log())
                .or(() -> LogTail.complaint(consoleLog()))
                .orElse("it said nothing");
    }

    private Path pidFile() {
        return home.resolve(name + ".pid");
    }
}
