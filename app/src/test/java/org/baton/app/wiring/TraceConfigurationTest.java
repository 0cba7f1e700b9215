package org.baton.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.baton.workers.engine.Traces;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class TraceConfigurationTest {

    private final ApplicationContextRunner baton =
            new ApplicationContextRunner().withUserConfiguration(TraceConfiguration.class);

    @Test
    void shouldMakeNothingWhenNobodyAsksForTraces() {
        baton.run(context -> {
            assertThat(context).doesNotHaveBean(SdkTracerProvider.class).doesNotHaveBean(RequestSpans.class);
            var span = context.getBean(Traces.class).begin("job", SpanKind.CONSUMER, "ord_1");
            assertThat(span.getSpanContext().isValid()).isFalse();
        });
    }

    @Test
    void shouldPutAnOrderAndItsFulfilmentsIntoOneTrace() {
        baton.withPropertyValues("baton.traces.endpoint=http://127.0.0.1:9/v1/traces")
                .run(context -> {
                    var traces = context.getBean(Traces.class);
                    var trace = Traces.traceOf("ord_01abc").getTraceId();
                    for (var id : new String[] {"ord_01abc", "ful_01abc_2"}) {
                        var span = traces.begin("job", SpanKind.CONSUMER, id);
                        assertThat(span.getSpanContext().getTraceId()).as(id).isEqualTo(trace);
                        span.end();
                    }
                    var other = traces.begin("job", SpanKind.CONSUMER, "");
                    assertThat(other.getSpanContext().getTraceId()).isNotEqualTo(trace);
                    other.end();
                });
    }

    @Test
    void shouldLeaveOutTheOthersWhenOnlySomeAreAskedFor() {
        baton.withPropertyValues("baton.traces.endpoint=http://127.0.0.1:9/v1/traces", "baton.traces.ratio=0")
                .run(context -> assertThat(context.getBean(Traces.class)
                                .begin("job", SpanKind.CONSUMER, "ord_1")
                                .isRecording())
                        .isFalse());
    }
}
