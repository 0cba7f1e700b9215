package org.baton.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

    @TempDir
    private Path directory;

    @Test
    void shouldChooseTheSamePortAtTheNextStart() {
        int first = choose("first", 0);

        assertThat(choose("first", 0)).isEqualTo(first);
    }

    @Test
    void shouldChooseAnotherWhenTheRememberedOneIsTaken() throws IOException {
        int first = choose("first", 0);

        try (ServerSocket somebody = new ServerSocket(first, 1, InetAddress.getLoopbackAddress())) {
            assertThat(choose("first", 0)).isNotEqualTo(somebody.getLocalPort());
        }
    }

    @Test
    void shouldKeepTheAnswerWithinOneRun() throws IOException {
        try (DataDirectory data = DataDirectory.claim(directory.resolve("one"));
                Ports ports = Ports.in(data, directory)) {
            int port = ports.choose("engine", 0);
            try (ServerSocket engine = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                assertThat(ports.choose("engine", 0)).isEqualTo(engine.getLocalPort());
            }
        }
    }

    @Test
    void shouldNotGiveTwoBatonsThePreferredPortWhenNobodyListensYet() {
        try (DataDirectory one = DataDirectory.claim(directory.resolve("one"));
                DataDirectory two = DataDirectory.claim(directory.resolve("two"));
                Ports first = Ports.in(one, directory);
                Ports second = Ports.in(two, directory)) {
            int preferred = choose("free", 0);

            assertThat(first.choose("engine", preferred)).isEqualTo(preferred);
            assertThat(second.choose("engine", preferred)).isNotEqualTo(preferred);
        }
    }

    @Test
    void shouldChooseAnotherOnceOneIsGivenUp() {
        try (DataDirectory data = DataDirectory.claim(directory.resolve("data"));
                Ports ports = Ports.in(data, directory)) {
            int first = ports.choose("engine", 0);

            ports.giveUp("engine");

            assertThat(ports.choose("engine", first)).isNotEqualTo(first);
        }
    }

    private int choose(String name, int preferred) {
        try (DataDirectory data = DataDirectory.claim(directory.resolve("data"));
                Ports ports = Ports.in(data, directory)) {
            return ports.choose(name, preferred);
        }
    }
}
