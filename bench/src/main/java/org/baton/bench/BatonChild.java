package org.baton.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.baton.app.cli.demo.BatonClient;
import org.baton.app.runtime.StartFailure;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The Baton that is measured, with its database and its engine, in processes of their own, so that their CPU is told
 * from that of who measures. One that the bench started is stopped with it.
 */
final class BatonChild implements AutoCloseable {

    private static final Duration READY_PATIENCE = Duration.ofMinutes(3);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(90);
    private static final int PAUSE_MS = 200;
    private static final String PROGRAM = "baton.program";

    /** Vendors that answer and report at once: machine work is measured, not waiting. */
    private static final List<String> QUICK_VENDORS = List.of(
            "-Dbaton.sandbox.latency=0ms",
            "-Dbaton.sandbox.ships-after=0s",
            "-Dbaton.sandbox.delivers-after=0s",
            "-Dbaton.sandbox.poll-interval=100ms",
            "-Dserver.tomcat.max-keep-alive-requests=-1");

    private final Path data;
    private final URI url;
    private final @Nullable Process process;

    private BatonChild(Path data, URI url, @Nullable Process process) {
        this.data = data;
        this.url = url;
        this.process = process;
    }

    /** One that runs already. */
    static BatonChild running(Path data, URI url) {
        return new BatonChild(data, url, null);
    }

    /** Starts one on an empty directory, with this program's own JVM options; it is not {@link #awaitReady ready} yet. */
    static BatonChild launch(Path data) {
        int port = freePort();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(QUICK_VENDORS);
        command.addAll(List.of("-jar", program(), "run"));
        command.addAll(List.of("--data", data.toString(), "--port", Integer.toString(port)));
        try {
            Files.createDirectories(data);
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(console(data).toFile())
                    .start();
            return new BatonChild(data, URI.create("http://127.0.0.1:" + port), process);
        } catch (IOException e) {
            throw new StartFailure("Baton cannot be started: " + e.getMessage(), e);
        }
    }

    /** Not the bench's own program, which has more classes than Baton. */
    private static String program() {
        var program = System.getProperty(PROGRAM);
        if (program == null) {
            throw new StartFailure("Start it by ./baton bench, which names Baton's program in " + PROGRAM + ".");
        }
        return program;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path console(Path data) {
        return data.resolveSibling("baton-console.log");
    }

    /** Returns when it takes orders; one that ran before does already. */
    void awaitReady() {
        if (process == null) {
            return;
        }
        var until = System.nanoTime() + READY_PATIENCE.toNanos();
        try {
            while (!Files.readString(console(data)).contains("Baton is ready")) {
                if (System.nanoTime() > until || ended(process, PAUSE_MS)) {
                    throw new StartFailure("Baton did not start:\n" + Files.readString(console(data)));
                }
            }
        } catch (IOException e) {
            throw new StartFailure("Baton does not tell whether it is ready: " + e.getMessage(), e);
        }
    }

    private static boolean ended(Process process, long withinMs) {
        try {
            return process.waitFor(withinMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    URI url() {
        return url;
    }

    int port() {
        return url.getPort();
    }

    BatonClient client() {
        return new BatonClient(url, token());
    }

    String token() {
        return first(data.resolve("admin-token"));
    }

    JdbcClient database() {
        return StoresReport.connect(data);
    }

    long pid() {
        return Long.parseLong(first(data.resolve("baton.pid")));
    }

    long enginePid() {
        return Long.parseLong(first(data.resolve("engine").resolve("engine.pid")));
    }

    /** The server's first process, the parent of all others. */
    long databasePid() {
        return Long.parseLong(first(data.resolve("postgres").resolve("postmaster.pid")));
    }

    private static String first(Path file) {
        try {
            return Files.readAllLines(file).getFirst().strip().split(" ")[0];
        } catch (IOException e) {
            throw new StartFailure(file + " cannot be read: is Baton running from there?", e);
        }
    }

    @Override
    public void close() {
        if (process == null || !process.isAlive()) {
            return;
        }
        process.destroy();
        if (!ended(process, STOP_PATIENCE.toMillis())) {
            System.err.println("Baton (process " + process.pid() + ") did not stop in time and is ended.");
            process.destroyForcibly();
        }
    }
}
