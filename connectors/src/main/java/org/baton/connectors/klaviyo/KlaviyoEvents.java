package org.baton.connectors.klaviyo;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.baton.connectors.HttpVendor;
import org.baton.domain.common.Json;
import org.baton.domain.notification.MessageGateway;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Events of customers to Klaviyo. Klaviyo records an event once per {@code unique_id}: one whose answer was lost is
 * sent again, and is still one.
 */
final class KlaviyoEvents implements MessageGateway {

    private static final Json JSON = new Json();
    private static final String TYPE = "type";
    private static final String ATTRIBUTES = "attributes";

    private final KlaviyoSettings settings;
    private final HttpVendor http;

    KlaviyoEvents(KlaviyoSettings settings) {
        this.settings = settings;
        this.http = new HttpVendor("Klaviyo", settings.timeout());
    }

    @Override
    public Set<Channel> channels() {
        return Set.of(Channel.EVENTS);
    }

    @Override
    public String send(Outgoing message) {
        var name = message.subject() == null ? "order" : message.subject();
        var attributes = Map.of(
                "properties", JSON.tree(message.text()),
                "unique_id", message.key(),
                "metric", Map.of("data", Map.of(TYPE, "metric", ATTRIBUTES, Map.of("name", name))),
                "profile", Map.of("data", Map.of(TYPE, "profile", ATTRIBUTES, Map.of("email", message.recipient()))));
        var headers = Map.of(
                "Authorization",
                "Klaviyo-API-Key " + settings.apiKey(),
                "revision",
                settings.revision(),
                "Content-Type",
                "application/vnd.api+json",
                "Accept",
                "application/vnd.api+json");
        var ignored = http.post(
                settings.address().resolve("/api/events"),
                headers,
                JSON.write(Map.of("data", Map.of(TYPE, "event", ATTRIBUTES, attributes))));
        // Klaviyo answers nothing: the key is its id of the event.
        return message.key();
    }

    @Override
    public Optional<String> find(Outgoing message) {
        return Optional.empty();
    }

    /** Makes Klaviyo the one that hears of events where {@code baton.connectors.events} is {@code klaviyo}. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "baton.connectors.events", havingValue = "klaviyo")
    @EnableConfigurationProperties(KlaviyoSettings.class)
    static class Wiring {

        @Bean
        MessageGateway klaviyoEvents(KlaviyoSettings settings) {
            return new KlaviyoEvents(settings);
        }
    }
}
