package org.baton.connectors;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A vendor that has a bad day: answers every request with one status, or never. */
public final class FaultyServer implements AutoCloseable {

    /** Stands for no answer at all. */
    public static final int SILENT = 0;

    private final HttpServer server;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile @Nullable Asked asked;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * A request as it came.
     *
     * @param target path and query
     */
    public record Asked(String method, String target, Map<String, List<String>> headers, String body) {}

    public FaultyServer(int status) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            var sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked = new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    sent);
            if (status == SILENT) {
                try {
                    closed.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return;
            }
            var body = ("{\"code\": 20000, \"message\": \"no\", \"more_info\": \"\", \"status\": " + status + "}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How often it was asked. */
    public int requests() {
        return requests.get();
    }

    /** What it was asked last. */
    public Asked asked() {
        return Objects.requireNonNull(asked);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
