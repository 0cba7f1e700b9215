package org.baton.connectors.twilio;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Baton's account at Twilio. The token comes from the environment: {@code BATON_TWILIO_AUTHTOKEN}.
 *
 * @param from the number that messages come from
 * @param address of the API; another one for tests
 * @param webhook the public address of Baton's hook, exactly as Twilio calls it: it is part of the signature
 */
@ConfigurationProperties("baton.twilio")
public record TwilioSettings(
        String accountSid,
        String authToken,
        String from,
        @DefaultValue("https://api.twilio.com") URI address,
        URI webhook,
        @DefaultValue("10s") Duration timeout) {

    @Override
    public String toString() {
        return "Twilio account " + accountSid;
    }
}
