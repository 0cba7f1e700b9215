package org.baton.bench;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.baton.domain.fulfilment.PublicAddress;
import org.baton.domain.incident.EngineIncidents;
import org.baton.domain.operations.ProcessInstances;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** The domain with its rules on a database whose engine is played; only what is asked for comes to life. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
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
        return new ProcessInstances() {
            @Override
            public Set<Long> gone(Collection<Long> keys) {
                return keys.stream().filter(key -> key % 2 == 1).collect(Collectors.toSet());
            }

            @Override
            public boolean remembers(String mark) {
                return true;
            }

            @Override
            public void remember(String mark) {}
        };
    }

    /** Nobody follows the links of these messages. */
    @Bean
    PublicAddress publicAddress() {
        return () -> "http://127.0.0.1";
    }

    /** Nothing here becomes an incident. */
    @Bean
    EngineIncidents engineIncidents() {
        return incident -> {
            throw new IllegalStateException("there is no engine");
        };
    }
}
