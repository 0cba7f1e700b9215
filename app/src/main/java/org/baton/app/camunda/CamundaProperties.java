package org.baton.app.camunda;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the engine is: {@code baton.camunda.*}.
 *
 * @param grpcAddress {@code http://host:port} in plain text, {@code https://host:port} with TLS
 * @param restAddress the cluster's REST API
 * @param embedded true when Baton runs the engine itself; then no variable of another cluster counts
 */
@Validated
@ConfigurationProperties("baton.camunda")
public record CamundaProperties(
        @NotNull URI grpcAddress,
        @DefaultValue("http://127.0.0.1:8088") URI restAddress,
        @DefaultValue("false") boolean embedded) {}
