package org.baton.bench;

import org.baton.domain.operations.ProcessInstances;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Baton's API on its real domain, rules and database, without an engine, which stock does not need. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(NoEngine.class)
@ComponentScan({
    "org.baton.domain",
    "org.baton.app.api",
    "org.baton.app.access",
    "org.baton.app.console",
    "org.baton.app.documents",
    "org.baton.app.wiring",
    "org.baton.connectors.sandbox",
    "org.baton.connectors.webhook"
})
class InventoryServer {

    /** Whatever is asked for lives: what is measured here is the database. */
    @Bean
    ProcessInstances processInstances() {
        return NoEngine.instances(key -> false);
    }

    /** The same bytes every time, by the same road as every answer: the limit of what an answer can do here. */
    @RestController
    static class Constant {

        /** Under a path that the access rules know. */
        static final String PATH = "/api/v1/sandbox/constant";

        private volatile byte[] answer = {};

        void answerWith(byte[] bytes) {
            answer = bytes;
        }

        @GetMapping(PATH)
        ResponseEntity<byte[]> get() {
            return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(answer);
        }
    }
}
