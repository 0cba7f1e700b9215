package org.baton.app.cli.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * As much of the API as the demo needs: every order has one pickup, whose tasks follow each other. A fulfilment cannot be
 * shown when it is first asked for.
 */
final class FakeBaton implements AutoCloseable {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final List<String> STEPS = List.of("accept", "pick", "pack", "hand-over");

    /** What was posted, as path and body. */
    final List<String> posted = Collections.synchronizedList(new ArrayList<>());
    /** Rows of every import. */
    final Map<String, Integer> imported = new ConcurrentHashMap<>();

    private final Map<String, Integer> steps = Collections.synchronizedMap(new TreeMap<>());
    private final Set<String> lookedAt = ConcurrentHashMap.newKeySet();
    private final Predicate<String> neverEnds;
    private final HttpServer server;
    private int failures;

    /** @param failures posts that are answered with 503 first */
    FakeBaton(int failures, Predicate<String> neverEnds) {
        this.failures = failures;
        this.neverEnds = neverEnds;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/v1", this::handle);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath().substring("/api/v1".length());
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var post = exchange.getRequestMethod().equals("POST");
        var firstLook = path.startsWith("/fulfilments/") && lookedAt.add(path);
        var status = firstLook || post && fails() ? 503 : 200;
        var answer = MAPPER.writeValueAsString(status == 503 ? Map.of() : answer(path, body, post));
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, 0);
        try (var out = exchange.getResponseBody()) {
            out.write(answer.getBytes(StandardCharsets.UTF_8));
        }
    }

    private synchronized boolean fails() {
        return failures-- > 0;
    }

    private Object answer(String path, String body, boolean post) {
        if (post) {
            posted.add(path + " " + body);
        }
        if (path.startsWith("/imports/")) {
            imported.merge(path.substring(9), (int) body.lines().count(), Integer::sum);
            return Map.of("items", List.of());
        }
        if (path.equals("/orders") && post) {
            steps.putIfAbsent(MAPPER.readTree(body).path("channelOrderNumber").asString(), 0);
            return Map.of();
        }
        if (path.endsWith("/complete")) {
            steps.merge(path.split("/", -1)[2].replaceFirst("_.*", ""), 1, Integer::sum);
            return Map.of();
        }
        if (path.startsWith("/fulfilments/")) {
            return Map.of("pickupCode", "4711");
        }
        if (path.startsWith("/orders/")) {
            return order(path.split("/", -1)[2]);
        }
        return Map.of("items", items(path));
    }

    private List<?> items(String path) {
        synchronized (steps) {
            return switch (path) {
                case "/orders" -> steps.keySet().stream().map(this::order).toList();
                case "/tasks" ->
                    steps.entrySet().stream()
                            .filter(e -> e.getValue() < STEPS.size() && !neverEnds.test(e.getKey()))
                            .map(e -> task(e.getKey(), STEPS.get(e.getValue())))
                            .toList();
                case "/notifications" ->
                    List.of(Map.of("message", "ready-for-pickup", "channel", "EMAIL", "status", "SENT"));
                default -> List.of();
            };
        }
    }

    private Map<String, ?> order(String number) {
        var ended = steps.get(number) == STEPS.size();
        return Map.of(
                "id",
                number,
                "channelOrderNumber",
                number,
                "status",
                ended ? "FULFILLED" : "IN_FULFILMENT",
                "acceptedAt",
                "2026-11-20T16:00:00Z",
                "completedAt",
                ended ? "2026-11-20T16:00:05Z" : "",
                "delivery",
                Map.of("option", "pickup"),
                "lines",
                List.of(Map.of("status", ended ? "FULFILLED" : "IN_FULFILMENT")),
                "fulfilments",
                List.of(Map.of("node", "bw-001", "method", "PICKUP", "status", ended ? "PICKED_UP" : "ALLOCATED")));
    }

    private static Map<String, ?> task(String number, String kind) {
        return Map.of(
                "id",
                number + "_" + kind,
                "kind",
                kind,
                "orderNumber",
                number,
                "fulfilmentId",
                "ful_" + number,
                "lines",
                List.of(Map.of("sku", "JACKET-M", "quantity", 2)));
    }

    static JsonNode json(String text) {
        return MAPPER.readTree(text);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
