package org.baton.app.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** A collector of OpenTelemetry on loopback: keeps the spans that it is sent as OTLP over HTTP. */
public final class SpanReceiver implements AutoCloseable {

    /** What a test wants to know of a span; ids in hexadecimal digits. */
    public record Received(String trace, String id, String parent, String name, Map<String, String> attributes) {}

    private final List<Received> spans = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    public SpanReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", exchange -> {
            try (exchange) {
                // ExportTraceServiceRequest: resource spans (1) of scope spans (2) of spans (2).
                fields(exchange.getRequestBody().readAllBytes(), (ofResource, resource) -> {
                    if (ofResource == 1) {
                        fields(resource, (ofScope, scope) -> {
                            if (ofScope == 2) {
                                fields(scope, (field, span) -> {
                                    if (field == 2) {
                                        spans.add(span(span));
                                    }
                                });
                            }
                        });
                    }
                });
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
    }

    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    /** All that came of one trace. */
    public List<Received> trace(String id) {
        return spans.stream().filter(span -> span.trace().equals(id)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static Received span(byte[] span) {
        var texts = new HashMap<Integer, String>();
        var attributes = new HashMap<String, String>();
        fields(span, (field, value) -> {
            switch (field) {
                case 1, 2, 4 -> texts.put(field, HexFormat.of().formatHex(value));
                case 5 -> texts.put(field, text(value));
                case 9 -> attribute(value, attributes);
                default -> {}
            }
        });
        return new Received(texts.get(1), texts.get(2), texts.getOrDefault(4, ""), texts.get(5), attributes);
    }

    /** A key (1) and a value (2), of which only texts (1) are kept. */
    private static void attribute(byte[] pair, Map<String, String> attributes) {
        var key = new ArrayList<String>();
        fields(pair, (field, value) -> {
            if (field == 1) {
                key.add(text(value));
            } else {
                fields(value, (kind, content) -> {
                    if (kind == 1) {
                        attributes.put(key.getFirst(), text(content));
                    }
                });
            }
        });
    }

    private static String text(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }

    /** The length-delimited fields of a message of Protocol Buffers; the others are passed over. */
    private static void fields(byte[] message, BiConsumer<Integer, byte[]> found) {
        var bytes = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            var tag = (int) varint(bytes);
            switch (tag & 7) {
                case 0 -> varint(bytes);
                case 1 -> bytes.getLong();
                case 2 -> {
                    var value = new byte[(int) varint(bytes)];
                    bytes.get(value);
                    found.accept(tag >>> 3, value);
                }
                case 5 -> bytes.getInt();
                default -> throw new IllegalArgumentException("no wire type: " + (tag & 7));
            }
        }
    }

    private static long varint(ByteBuffer bytes) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            var part = bytes.get();
            value |= (long) (part & 0x7f) << shift;
            if (part >= 0) {
                return value;
            }
        }
    }
}
