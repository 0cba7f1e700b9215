package org.baton.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** One connection that asks and reads, over and over, with as little work of its own as can be. */
final class HttpLoop implements AutoCloseable {

    private static final int OK = 200;

    private final Socket socket;
    private final InputStream in;
    private final String head;

    /**
     * The server's answer.
     *
     * @param status HTTP's
     */
    record Answer(int status, byte[] body) {}

    HttpLoop(int port, String token) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        head = " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token + "\r\n";
    }

    /** The body of an answer. */
    byte[] get(String path) throws IOException {
        write(("GET " + path + head + "\r\n").getBytes(StandardCharsets.US_ASCII), new byte[0]);
        var answer = answer();
        if (answer.status() != OK) {
            throw new IOException(path + " is answered with " + answer.status());
        }
        return answer.body();
    }

    /** Posts a JSON document under an idempotency key. */
    Answer post(String path, byte[] body, String key) throws IOException {
        var request = "POST " + path + head + "Content-Type: application/json\r\nIdempotency-Key: " + key
                + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        write(request.getBytes(StandardCharsets.US_ASCII), body);
        return answer();
    }

    private void write(byte[] request, byte[] body) throws IOException {
        var whole = Arrays.copyOf(request, request.length + body.length);
        System.arraycopy(body, 0, whole, request.length, body.length);
        socket.getOutputStream().write(whole);
    }

    private Answer answer() throws IOException {
        int status = Integer.parseInt(line().split(" ")[1]);
        int length = -1;
        for (var header = line(); !header.isEmpty(); header = line()) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring("content-length:".length()).strip());
            }
        }
        return new Answer(status, length >= 0 ? in.readNBytes(length) : chunks());
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream(1 << 15);
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.write(in.readNBytes(size));
            var ignored = line();
        }
        var ignored = line();
        return body.toByteArray();
    }

    private String line() throws IOException {
        var text = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server hung up");
            }
            if (next != '\r') {
                text.append((char) next);
            }
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
