package org.baton.app.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.baton.domain.common.Json;

/**
 * A real browser without a window, with a profile of its own. It is the one that the machine has; where there is none,
 * {@link #find} says so and the test is skipped.
 */
public final class Chromium implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://([^/]+)/.*");
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Path profile;
    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;

    private Chromium(Path program) throws IOException {
        profile = Files.createTempDirectory("baton-chromium-");
        process = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--force-color-profile=srgb",
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        address = listeningAt();
    }

    /** The browser of this machine, if it has one. */
    public static Optional<Path> find() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    public static Chromium start(Path program) {
        try {
            return new Chromium(program);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String listeningAt() throws IOException {
        var errors = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        for (var line = errors.readLine(); line != null; line = errors.readLine()) {
            var matcher = LISTENING.matcher(line);
            if (matcher.matches()) {
                // Read on, or the browser stops at a full pipe.
                Thread.ofVirtual().start(() -> errors.lines().forEach(ignored -> {}));
                return matcher.group(1);
            }
        }
        throw new IOException("Chromium ended before it listened");
    }

    /** The tab that the browser starts with. */
    public BrowserPage page() {
        var request = HttpRequest.newBuilder(URI.create("http://" + address + "/json/list"))
                .build();
        return await().atMost(PATIENCE)
                .until(
                        () -> {
                            var tabs = new Json()
                                    .tree(http.send(request, HttpResponse.BodyHandlers.ofString())
                                            .body());
                            return tabs.valueStream()
                                    .filter(tab -> tab.path("type").asString("").equals("page"))
                                    .map(tab -> tab.path("webSocketDebuggerUrl").asString(""))
                                    .findFirst();
                        },
                        Optional::isPresent)
                .map(url -> BrowserPage.open(http, URI.create(url)))
                .orElseThrow();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            assertThat(process.waitFor(30, java.util.concurrent.TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // A browser's child may still write for a moment; what is left lies in the system's temporary directory.
        }
    }
}
