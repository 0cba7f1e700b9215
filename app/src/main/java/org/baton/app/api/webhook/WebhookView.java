package org.baton.app.api.webhook;

import java.time.Instant;
import java.util.List;
import org.baton.domain.webhook.WebhookEndpoint;
import org.baton.domain.webhook.Webhooks;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as the API shows it.
 *
 * @param status ENABLED or DISABLED
 * @param secret what signs its events; in the answer that makes or changes it only
 */
record WebhookView(
        String id,
        String url,
        @Nullable String description,
        List<String> eventTypes,
        String status,
        @Nullable String disabledBecause,
        String createdBy,
        Instant createdAt,
        @Nullable String secret) {

    static WebhookView of(WebhookEndpoint endpoint) {
        return of(new Webhooks.Made(endpoint, null));
    }

    static WebhookView of(Webhooks.Made made) {
        var endpoint = made.endpoint();
        return new WebhookView(
                endpoint.id(),
                endpoint.url().toString(),
                endpoint.description(),
                endpoint.eventTypes(),
                endpoint.status().name(),
                endpoint.disabledBecause(),
                endpoint.createdBy(),
                endpoint.createdAt(),
                made.secret());
    }
}
