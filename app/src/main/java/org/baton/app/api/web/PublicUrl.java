package org.baton.app.api.web;

import java.net.URI;
import org.baton.domain.fulfilment.PublicAddress;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Reads {@code baton.public-url}, the address by which customers reach Baton. Without it links begin with the address
 * that Baton listens on, which opens on this machine alone: good for trying it.
 */
@Component
class PublicUrl implements PublicAddress {

    private static final String SETTING = "baton.public-url";

    private final Environment environment;
    private final String setting;

    /** @throws IllegalStateException if what is set is no address */
    PublicUrl(Environment environment) {
        this.environment = environment;
        this.setting = environment.getProperty(SETTING, "").strip().replaceFirst("/+$", "");
        if (!setting.isEmpty() && !isAddress(setting)) {
            throw new IllegalStateException(
                    SETTING + " must be an address such as https://orders.example.com, not " + setting);
        }
    }

    @Override
    public String origin() {
        return setting.isEmpty() ? "http://127.0.0.1:" + port() : setting;
    }

    /** Known only once the server listens. */
    private String port() {
        return environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
    }

    private static boolean isAddress(String text) {
        try {
            var uri = URI.create(text);
            return text.matches("https?://.+")
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getPath().isEmpty()
                    && uri.getQuery() == null
                    && uri.getFragment() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
