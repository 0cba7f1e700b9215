package org.baton.connectors.onesignal;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Baton's app at OneSignal. Key and secret come from the environment: {@code BATON_ONESIGNAL_APIKEY} and
 * {@code BATON_ONESIGNAL_WEBHOOKSECRET}.
 *
 * @param address of the API; another one for tests
 * @param webhookSecret what the event stream is told to send in the header {@code X-Baton-Secret}: OneSignal signs
 *     nothing itself
 */
@ConfigurationProperties("baton.onesignal")
public record OneSignalSettings(
        String appId,
        String apiKey,
        @DefaultValue("https://api.onesignal.com") URI address,
        String webhookSecret,
        @DefaultValue("10s") Duration timeout) {

    @Override
    public String toString() {
        return "OneSignal app " + appId;
    }
}
