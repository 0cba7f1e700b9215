package org.baton.connectors.sendgrid;

import org.baton.domain.notification.InboundHook;
import org.baton.domain.notification.MessageGateway;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes SendGrid the one that sends emails where {@code baton.connectors.email} is {@code sendgrid}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "baton.connectors.email", havingValue = "sendgrid")
@EnableConfigurationProperties(SendGridSettings.class)
class SendGridConfiguration {

    @Bean
    MessageGateway sendGridEmail(SendGridSettings settings) {
        return new SendGridEmail(settings);
    }

    @Bean
    InboundHook sendGridHook(SendGridSettings settings) {
        return new SendGridHook(settings);
    }
}
