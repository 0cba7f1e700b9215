package org.baton.connectors.twilio;

import org.baton.domain.notification.InboundHook;
import org.baton.domain.notification.MessageGateway;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes Twilio the one that sends SMS where {@code baton.connectors.sms} is {@code twilio}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "baton.connectors.sms", havingValue = "twilio")
@EnableConfigurationProperties(TwilioSettings.class)
class TwilioConfiguration {

    @Bean
    MessageGateway twilioSms(TwilioSettings settings) {
        return new TwilioSms(settings);
    }

    @Bean
    InboundHook twilioHook(TwilioSettings settings) {
        return new TwilioHook(settings);
    }
}
