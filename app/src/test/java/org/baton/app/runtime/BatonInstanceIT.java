package org.baton.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.baton.app.testing.RealPlatform;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatonInstanceIT {

    @TempDir
    private Path directory;

    private final List<String> said = new CopyOnWriteArrayList<>();

    @BeforeEach
    void locate() {
        RealPlatform.locateEngine();
    }

    @Test
    void shouldGoOnWhereItWasAndLeaveNothingRunning() throws Exception {
        int port = freePort();
        List<Path> pids = List.of(directory.resolve("engine/engine.pid"), directory.resolve("postgres/postmaster.pid"));
        try (BatonInstance first = instance(port)) {
            first.start();
            assertThat(new HttpProbe("http://127.0.0.1:" + port + "/actuator/health/readiness").ok())
                    .isTrue();
            assertThat(pids).allSatisfy(file -> assertThat(file).exists());
            assertThatThrownBy(() -> instance(freePort()).start())
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining(
                            "Another Baton (process " + ProcessHandle.current().pid() + ") runs on ");
        }
        assertThat(pids).allSatisfy(file -> assertThat(file).doesNotExist());
        assertThat(Ports.isFree(port)).isTrue();

        try (BatonInstance second = instance(port)) {
            second.start();
        }
        assertThat(said).anyMatch(line -> line.matches("Processes none to deploy, \\d+ unchanged.*"));
    }

    @Test
    void shouldSayWhichPortIsTakenAndStartNothing() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> instance(taken.getLocalPort()).start())
                    .isInstanceOf(StartFailure.class)
                    .hasMessage("Port " + taken.getLocalPort()
                            + " is taken. Stop what listens there, or choose another with --port N.");
        }
        assertThat(said).isEmpty();
        try (var files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    private BatonInstance instance(int port) {
        return new BatonInstance(
                new RunOptions(port, directory, false, null), Map.of(), (who, what) -> said.add(who + " " + what));
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
