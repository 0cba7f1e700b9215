package org.baton.app.wiring;

import java.time.Clock;
import org.baton.domain.order.OrderLimits;
import org.baton.workers.engine.EngineProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the whole domain shares. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({OrderLimits.class, EngineProperties.class})
class DomainConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
