package org.baton.bench;

import org.baton.domain.fulfilment.PublicAddress;
import org.baton.domain.operations.ProcessInstances;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The domain with its rules on a database whose engine is played; only what is asked for comes to life. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(NoEngine.class)
@ComponentScan({
    "org.baton.domain",
    "org.baton.app.wiring",
    "org.baton.connectors.sandbox",
    "org.baton.connectors.webhook"
})
class ChecksContext {

    /** In {@link GeneratedBooks} what has ended has an odd key. */
    @Bean
    ProcessInstances processInstances() {
        return NoEngine.instances(key -> key % 2 == 1);
    }

    /** Nobody follows the links of these messages. */
    @Bean
    PublicAddress publicAddress() {
        return () -> "http://127.0.0.1";
    }
}
