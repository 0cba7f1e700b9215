package org.baton.connectors.klaviyo;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Baton's account at Klaviyo. The key comes from the environment: {@code BATON_KLAVIYO_APIKEY}.
 *
 * @param revision of the API that Baton was written against
 * @param address of the API; another one for tests
 */
@ConfigurationProperties("baton.klaviyo")
public record KlaviyoSettings(
        String apiKey,
        @DefaultValue("2026-07-15") String revision,
        @DefaultValue("https://a.klaviyo.com") URI address,
        @DefaultValue("10s") Duration timeout) {

    @Override
    public String toString() {
        return "Klaviyo revision " + revision;
    }
}
