package org.baton.bench;

import java.util.Collection;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.baton.domain.incident.EngineIncidents;
import org.baton.domain.operations.ProcessInstances;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What stands where the engine would be, for a domain that does without one. */
@Configuration(proxyBeanMethods = false)
class NoEngine {

    /** Nothing here becomes an incident. */
    @Bean
    EngineIncidents engineIncidents() {
        return incident -> {
            throw new IllegalStateException("there is no engine");
        };
    }

    /**
     * Process instances that are played.
     *
     * @param gone whether the instance with a key has ended
     */
    static ProcessInstances instances(LongPredicate gone) {
        return new ProcessInstances() {
            @Override
            public Set<Long> gone(Collection<Long> keys) {
                return keys.stream().filter(gone::test).collect(Collectors.toSet());
            }

            @Override
            public boolean remembers(String mark) {
                return true;
            }

            @Override
            public void remember(String mark) {}
        };
    }
}
