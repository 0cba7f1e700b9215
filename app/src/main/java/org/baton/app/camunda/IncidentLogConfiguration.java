package org.baton.app.camunda;

import java.nio.file.Path;
import org.baton.app.runtime.IncidentLog;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Opens the local engine's incidents; with a cluster of the user's own there is no such log. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("baton.engine.incidents")
class IncidentLogConfiguration {

    @Bean
    IncidentLog incidentLog(@Value("${baton.engine.incidents}") Path directory, JsonMapper json) {
        return new IncidentLog(directory, json);
    }
}
