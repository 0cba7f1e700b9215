package org.baton.app.journey;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.baton.app.moved.MovedClock;
import org.baton.app.moved.MovedClockInitializer;

/** Sets the clocks of a Baton and of its engine ahead of the world's, at the same moment. */
final class ChaosClock {

    private final Path classes;
    private final Path offset;
    private boolean moved;

    ChaosClock(Path directory) {
        this.classes = directory.resolve("clock");
        this.offset = directory.resolve("clock-offset");
    }

    String setting() {
        return MovedClock.PROPERTY + "=" + offset;
    }

    /** What the Baton needs on its class path to have a clock that can be moved. */
    Path classes() {
        try {
            for (var type : new Class<?>[] {MovedClock.class, MovedClockInitializer.class}) {
                var name = type.getName().replace('.', '/') + ".class";
                var target = classes.resolve(name);
                Files.createDirectories(target.getParent());
                try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
                    Files.write(target, Objects.requireNonNull(in).readAllBytes());
                }
            }
            var factories = classes.resolve("META-INF").resolve("spring.factories");
            Files.createDirectories(factories.getParent());
            Files.writeString(
                    factories,
                    "org.springframework.context.ApplicationContextInitializer=" + MovedClockInitializer.class.getName()
                            + "\n");
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void ahead(BatonProcess baton, Duration time) {
        moved = true;
        try {
            Files.writeString(offset, Long.toString(time.toMillis()));
            for (var engine : baton.engines()) {
                engine(engine, time);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Sets all clocks to the true time. The engine's timers run by a clock that, other than a machine's, would stand still
     * until the old time came again: so the engine is killed, and the one that comes begins with the true time.
     */
    void back(BatonProcess baton) {
        if (moved) {
            moved = false;
            try {
                Files.writeString(offset, "0");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            baton.killEngine();
        }
    }

    /** Its management address is a secret between it and Baton; its environment tells. */
    private static void engine(ProcessHandle engine, Duration time) throws IOException {
        var environment = environment(engine);
        var url = "http://127.0.0.1:%s%s/clock/add"
                .formatted(
                        environment.get("MANAGEMENT_SERVER_PORT"),
                        environment.get("MANAGEMENT_ENDPOINTS_WEB_BASE_PATH"));
        try (var http = HttpClient.newHttpClient()) {
            var reset = HttpRequest.newBuilder(URI.create(url.replace("/add", "")))
                    .DELETE()
                    .build();
            var add = HttpRequest.newBuilder(URI.create(url))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"offsetMilli\": " + time.toMillis() + "}"))
                    .build();
            for (var request : List.of(reset, add)) {
                var answer = http.send(request, BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    throw new IllegalStateException("the engine's clock: " + answer.statusCode() + " " + answer.body());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Map<String, String> environment(ProcessHandle process) throws IOException {
        var text = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "environ"));
        return Arrays.stream(text.split("\0"))
                .map(entry -> entry.split("=", 2))
                .filter(entry -> entry.length == 2)
                .collect(Collectors.toMap(entry -> entry[0], entry -> entry[1], (first, second) -> first));
    }
}
