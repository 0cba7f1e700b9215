package org.baton.connectors.sendgrid;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Baton's account at SendGrid. The key comes from the environment: {@code BATON_SENDGRID_APIKEY}.
 *
 * @param from the address that emails come from
 * @param address of the API; another one for tests
 * @param webhookKey the public key of the signed event webhook, as SendGrid shows it
 */
@ConfigurationProperties("baton.sendgrid")
public record SendGridSettings(
        String apiKey,
        String from,
        @DefaultValue("Baton") String fromName,
        @DefaultValue("https://api.sendgrid.com") URI address,
        String webhookKey,
        @DefaultValue("10s") Duration timeout) {

    @Override
    public String toString() {
        return "SendGrid from " + fromName;
    }
}
