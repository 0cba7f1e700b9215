package org.baton.app.camunda;

import io.camunda.client.CamundaClient;
import java.util.concurrent.Executors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Connects Baton to its engine over gRPC, which both the local engine and a cluster understand. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CamundaProperties.class)
class CamundaConfiguration {

    /**
     * For a cluster of the user's own, Camunda's variables give the credentials ({@code CAMUNDA_CLIENT_ID},
     * {@code CAMUNDA_BASIC_AUTH_USERNAME}, ...); for the local engine they are ignored.
     */
    @Bean(destroyMethod = "close")
    CamundaClient camundaClient(CamundaProperties properties, JsonMapper json) {
        return CamundaClient.newClientBuilder()
                .grpcAddress(properties.grpcAddress())
                .restAddress(properties.restAddress())
                .preferRestOverGrpc(false)
                .applyEnvironmentVariableOverrides(!properties.embedded())
                .withJsonMapper(new ClientJson(json))
                .jobHandlingExecutor(Executors.newVirtualThreadPerTaskExecutor(), true)
                .defaultJobWorkerStreamEnabled(true)
                .build();
    }
}
