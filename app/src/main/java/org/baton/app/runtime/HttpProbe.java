package org.baton.app.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Talks to a management address on loopback: whether it says yes, or to do something. */
final class HttpProbe {

    private static final int PATIENCE_MILLIS = 2000;
    private static final int LONG_PATIENCE_MILLIS = 30_000;

    private final URI address;

    HttpProbe(String address) {
        this.address = URI.create(address);
    }

    boolean ok() {
        try {
            return ask("GET", PATIENCE_MILLIS, HttpURLConnection::getResponseCode) == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    /** What it says; fails when it says that something is wrong. */
    String get() throws IOException {
        return ask("GET", LONG_PATIENCE_MILLIS, HttpProbe::text);
    }

    /** Asks for something to be done; fails when it will not. */
    String post() throws IOException {
        return ask("POST", LONG_PATIENCE_MILLIS, HttpProbe::text);
    }

    private static String text(HttpURLConnection answer) throws IOException {
        try (InputStream in = answer.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private interface Reader<T> {
        T read(HttpURLConnection answer) throws IOException;
    }

    private <T> T ask(String method, int patience, Reader<T> reader) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection(java.net.Proxy.NO_PROXY);
        connection.setRequestMethod(method);
        connection.setConnectTimeout(patience);
        connection.setReadTimeout(patience);
        try {
            return reader.read(connection);
        } finally {
            connection.disconnect();
        }
    }
}
