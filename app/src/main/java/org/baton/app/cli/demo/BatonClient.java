package org.baton.app.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls a running Baton as its API describes. Safe for many threads. */
public final class BatonClient {

    /** @param body empty object where there was none */
    public record Answer(
            int status, JsonNode body, @Nullable String etag) {

        public boolean isOk() {
            return status >= 200 && status < 300;
        }

        /** Whether the same call may go well later. */
        public boolean isTransient() {
            return status == 429
                    || status >= 500
                    || body.path("type").asString("").endsWith(":concurrent-change");
        }

        /** What went wrong, for people. */
        public String problem() {
            var detail = body.path("detail").asString(body.path("title").asString(""));
            var errors = body.path("errors")
                    .valueStream()
                    .map(e -> e.path("field").asString("") + ": "
                            + e.path("message").asString(""))
                    .toList();
            return status + " " + detail + (errors.isEmpty() ? "" : " " + errors);
        }
    }

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String API = "/api/v1";
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI base;
    private final String token;
    private final Duration timeout;

    /** @param base e.g. {@code http://127.0.0.1:8080} */
    public BatonClient(URI base, String token) {
        this(base, token, TIMEOUT);
    }

    private BatonClient(URI base, String token, Duration timeout) {
        this.base = base;
        this.token = token;
        this.timeout = timeout;
    }

    /** For calls that may take longer than others do. */
    public BatonClient patient(Duration longer) {
        return new BatonClient(base, token, longer);
    }

    /** Where Baton is. */
    public URI base() {
        return base;
    }

    /**
     * Reads a resource.
     *
     * @param path under {@code /api/v1}, with its query
     * @throws UncheckedIOException if Baton cannot be reached
     */
    public Answer get(String path) {
        return send(request(path).GET().build());
    }

    /** Posts a document; null for an empty one. */
    public Answer post(String path, @Nullable Object body) {
        return post(path, body, null);
    }

    /** @param etag of the state that the change is meant for; null for any */
    public Answer post(String path, @Nullable Object body, @Nullable String etag) {
        var json = body == null ? "{}" : MAPPER.writeValueAsString(body);
        var request = request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
        if (etag != null) {
            request.header("If-Match", etag);
        }
        return send(request.build());
    }

    /** Changes a part of a resource. */
    public Answer patch(String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(MAPPER.writeValueAsString(body)))
                .build());
    }

    /** Puts a document in the place of a resource. */
    public Answer put(String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(MAPPER.writeValueAsString(body)))
                .build());
    }

    /**
     * Reads a resource that is not JSON, such as a file.
     *
     * @throws IllegalStateException if it is refused
     */
    public String text(String path) {
        try {
            var response = http.send(request(path).GET().build(), BodyHandlers.ofString());
            var answer = answer(response);
            if (!answer.isOk()) {
                throw new IllegalStateException(answer.problem());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }

    /** Removes a resource. */
    public Answer delete(String path) {
        return send(request(path).DELETE().build());
    }

    /** Posts documents, one a line, at most 2,000. */
    public Answer postLines(String path, List<?> documents) {
        var body = documents.stream().map(MAPPER::writeValueAsString).collect(Collectors.joining("\n", "", "\n"));
        return send(request(path)
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /** Reads every page of a list. */
    public List<JsonNode> all(String path) {
        var items = new ArrayList<JsonNode>();
        var cursor = Optional.of("");
        while (cursor.isPresent()) {
            var answer = get(path + cursor.get());
            if (!answer.isOk()) {
                throw new IllegalStateException(path + " answered " + answer.problem());
            }
            answer.body().path("items").forEach(items::add);
            cursor = Optional.of(answer.body().path("nextCursor").asString(""))
                    .filter(next -> !next.isEmpty())
                    .map(next -> (path.contains("?") ? "&cursor=" : "?cursor=") + next);
        }
        return items;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(API + path))
                .timeout(timeout)
                .header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest request) {
        try {
            return answer(http.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }

    private static Answer answer(HttpResponse<String> response) {
        return new Answer(
                response.statusCode(),
                body(response.body()),
                response.headers().firstValue("ETag").orElse(null));
    }

    private static JsonNode body(String text) {
        try {
            return text.isBlank() ? MAPPER.createObjectNode() : MAPPER.readTree(text);
        } catch (JacksonException e) {
            return MAPPER.createObjectNode();
        }
    }
}
