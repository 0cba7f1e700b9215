package org.baton.app.wiring;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import org.baton.workers.engine.Traces;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Traces for who asks for them: {@code baton.traces.endpoint} names a collector that takes OTLP over HTTP. Without it
 * there is no exporter, no thread and no connection.
 */
@Configuration(proxyBeanMethods = false)
class TraceConfiguration {

    private static final String SWITCH = "baton.traces.endpoint";
    private static final Duration DELAY = Duration.ofSeconds(1);

    /** @param ratio of the orders that are traced, from 0 to 1; the same orders in every Baton */
    @Bean
    @ConditionalOnProperty(SWITCH)
    SdkTracerProvider tracerProvider(
            @Value("${" + SWITCH + "}") String endpoint, @Value("${baton.traces.ratio:1.0}") double ratio) {
        var exporter = OtlpHttpSpanExporter.builder().setEndpoint(endpoint).build();
        return SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "baton"))))
                .setSampler(Sampler.traceIdRatioBased(ratio))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                        .setScheduleDelay(DELAY)
                        .build())
                .build();
    }

    @Bean
    @ConditionalOnProperty(SWITCH)
    RequestSpans requestSpans(SdkTracerProvider provider) {
        return new RequestSpans(provider.get("org.baton"));
    }

    @Bean
    Traces traces(ObjectProvider<SdkTracerProvider> provider) {
        var found = provider.getIfAvailable();
        return found == null ? Traces.off() : Traces.by(found.get("org.baton"));
    }
}
