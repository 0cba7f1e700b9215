package org.baton.connectors.onesignal;

import org.baton.domain.notification.InboundHook;
import org.baton.domain.notification.MessageGateway;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes OneSignal the one that sends push messages where {@code baton.connectors.push} is {@code onesignal}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "baton.connectors.push", havingValue = "onesignal")
@EnableConfigurationProperties(OneSignalSettings.class)
class OneSignalConfiguration {

    @Bean
    MessageGateway oneSignalPush(OneSignalSettings settings) {
        return new OneSignalPush(settings);
    }

    @Bean
    InboundHook oneSignalHook(OneSignalSettings settings) {
        return new OneSignalHook(settings);
    }
}
