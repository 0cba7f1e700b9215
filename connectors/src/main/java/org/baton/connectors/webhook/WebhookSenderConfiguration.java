package org.baton.connectors.webhook;

import org.baton.domain.webhook.WebhookSender;
import org.baton.domain.webhook.WebhookSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes webhooks go out over HTTP. */
@Configuration(proxyBeanMethods = false)
class WebhookSenderConfiguration {

    @Bean
    WebhookSender httpWebhookSender(WebhookSettings settings) {
        return new HttpWebhookSender(settings);
    }
}
