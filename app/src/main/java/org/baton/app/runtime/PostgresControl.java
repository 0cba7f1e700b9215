package org.baton.app.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs PostgreSQL's own tools on one data directory. */
final class PostgresControl {

    private static final long LARGE_LOG = 10_000_000;
    private static final Duration TOOL_PATIENCE = Duration.ofSeconds(120);

    private final Path programs;
    private final Path cluster;
    private final Path logs;
    private final Duration stopPatience;

    PostgresControl(Path programs, Path cluster, Path logs, Duration stopPatience) {
        this.programs = programs;
        this.cluster = cluster;
        this.logs = logs;
        this.stopPatience = stopPatience;
    }

    Path log() {
        return logs.resolve("postgres.log");
    }

    void start(int port) throws IOException {
        keepLogSmall();
        String options = String.join(
                " ",
                "-p " + port,
                "-c listen_addresses=127.0.0.1",
                "-c unix_socket_directories=",
                "-c max_connections=100",
                "-c shared_buffers=256MB",
                "-c checkpoint_timeout=15min",
                "-c timezone=UTC",
                "-c log_timezone=UTC");
        run(List.of(
                "pg_ctl", "start", "-w", "-t", "90", "-D", cluster.toString(), "-l", log().toString(), "-o", options));
    }

    /** Fast: open transactions are rolled back, the data is whole; immediate when that takes too long. */
    void stop() {
        Optional<ProcessHandle> server = running();
        if (server.isEmpty()) {
            return;
        }
        try {
            run(List.of("pg_ctl", "stop", "-m", "fast", "-w", "-t", seconds(stopPatience), "-D", cluster.toString()));
        } catch (IOException e) {
            Processes.stop(server.get(), Duration.ofSeconds(5));
        }
    }

    /** What a killed Baton, or a killed machine, left: its server is stopped, a pid file of nobody is removed. */
    void stopLeftover() throws IOException {
        stop();
        if (running().isEmpty()) {
            Files.deleteIfExists(pidFile());
        }
    }

    /** The server of this very data directory, if it lives. */
    Optional<ProcessHandle> running() {
        try {
            if (!Files.exists(pidFile())) {
                return Optional.empty();
            }
            String pid = Files.readAllLines(pidFile(), StandardCharsets.UTF_8).getFirst();
            return ProcessHandle.of(Long.parseLong(pid.strip()))
                    .filter(Processes::lives)
                    .filter(this::isOurs);
        } catch (IOException | NumberFormatException | java.util.NoSuchElementException e) {
            return Optional.empty();
        }
    }

    /** A number may have gone to another program since; another PostgreSQL has another directory. */
    private boolean isOurs(ProcessHandle process) {
        boolean postgres = process.info()
                .command()
                .map(command -> command.endsWith("postgres"))
                .orElse(false);
        boolean here = process.info()
                .arguments()
                .map(arguments -> Arrays.asList(arguments).contains(cluster.toString()))
                .orElse(true);
        return postgres && here;
    }

    private Path pidFile() {
        return cluster.resolve("postmaster.pid");
    }

    /** Runs one tool to its end; what it said is in the message when it fails. */
    void run(List<String> command) throws IOException {
        Files.createDirectories(logs);
        Path output = Files.createTempFile(logs, "tool-", ".log");
        List<String> line = new ArrayList<>(asOrdinaryUser());
        line.add(programs.resolve("bin").resolve(command.getFirst()).toString());
        line.addAll(command.subList(1, command.size()));
        try {
            ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
            builder.redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
            Process tool = builder.start();
            tool.getOutputStream().close();
            if (!tool.waitFor(TOOL_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                tool.destroyForcibly();
                throw new IOException(command.getFirst() + " did not end in " + TOOL_PATIENCE.toSeconds() + " s");
            }
            if (tool.exitValue() != 0) {
                throw new IOException(command.getFirst() + " failed: " + lastLine(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted in " + command.getFirst(), e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** PostgreSQL refuses to run as root; a user namespace of its own makes it somebody else, with the same files. */
    private static List<String> asOrdinaryUser() {
        boolean root = "root".equals(System.getProperty("user.name"));
        return root && Files.isExecutable(Path.of("/usr/bin/unshare")) ? List.of("/usr/bin/unshare", "-U") : List.of();
    }

    private void keepLogSmall() throws IOException {
        Files.createDirectories(logs);
        if (Files.exists(log()) && Files.size(log()) > LARGE_LOG) {
            Files.move(log(), logs.resolve("postgres.1.log"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String lastLine(Path output) throws IOException {
        List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8).stream()
                .filter(line -> !line.isBlank())
                .toList();
        return lines.isEmpty() ? "no output" : lines.getLast();
    }

    private static String seconds(Duration duration) {
        return Long.toString(duration.toSeconds());
    }
}
