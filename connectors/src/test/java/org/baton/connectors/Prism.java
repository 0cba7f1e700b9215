package org.baton.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A vendor's own specification as a server that refuses wrong requests; skipped, saying so, where it cannot be. */
public final class Prism implements AutoCloseable {

    private static final Path CONTRACTS =
            Path.of("..", "..", "shared", "contracts").toAbsolutePath().normalize();
    private static final Path WORK = Path.of("target", "prism").toAbsolutePath();
    private static final Path PRISM = WORK.resolve("node_modules/@stoplight/prism-cli/dist/index.js");

    private final Process process;
    private final int port;

    private Prism(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param specification its path in the folder of contracts */
    public static Prism of(String specification) {
        var file = CONTRACTS.resolve(specification);
        assumeTrue(Files.exists(file), "contract test skipped: " + file + " is missing");
        assumeTrue(isThere(), "contract test skipped: node 20 or newer with npm, or Prism 5.14.2, is not there");
        try {
            var port = freePort();
            var process = new ProcessBuilder(
                            "node", PRISM.toString(), "mock", "-h", "127.0.0.1", "-p", "" + port, file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(WORK.resolve("prism-" + port + ".log").toFile())
                    .start();
            var prism = new Prism(process, port);
            Awaitility.await("Prism serves " + specification)
                    .atMost(Duration.ofSeconds(90))
                    .until(prism::listens);
            return prism;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private boolean listens() {
        assertThat(process.isAlive()).as("Prism runs").isTrue();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static synchronized boolean isThere() {
        try {
            Files.createDirectories(WORK);
            if (!Files.exists(PRISM)) {
                if (!Files.exists(WORK.resolve("package.json"))) {
                    Files.writeString(WORK.resolve("package.json"), "{\"private\": true}");
                }
                var npm = new ProcessBuilder(
                                "npm",
                                "install",
                                "--no-audit",
                                "--no-fund",
                                "--save-exact",
                                "@stoplight/prism-cli@5.14.2")
                        .directory(WORK.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(WORK.resolve("npm.log").toFile())
                        .start();
                if (!npm.waitFor(5, TimeUnit.MINUTES)) {
                    npm.destroy();
                }
            }
            return Files.exists(PRISM);
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
