package org.baton.app.runtime;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a health address on loopback whether it says yes. */
final class HttpProbe {

    private static final int PATIENCE_MILLIS = 2000;

    private final URI address;

    HttpProbe(String address) {
        this.address = URI.create(address);
    }

    boolean ok() {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection(java.net.Proxy.NO_PROXY);
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }
}
