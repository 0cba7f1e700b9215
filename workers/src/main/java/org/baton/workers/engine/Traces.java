package org.baton.workers.engine;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.OrderId;
import org.jspecify.annotations.Nullable;

/**
 * Spans of OpenTelemetry, one trace per order. The trace's id is reckoned from the order's, so that it need not travel
 * through database and engine, and whoever knows the order finds its trace. While traces are off nothing is made.
 */
public final class Traces {

    /** The attribute that names the order. */
    public static final AttributeKey<String> ORDER = AttributeKey.stringKey("orderId");

    private static final int TRACE_BYTES = 16;
    private static final int SPAN_BYTES = 8;

    private final @Nullable Tracer tracer;

    private Traces(@Nullable Tracer tracer) {
        this.tracer = tracer;
    }

    /** Makes no spans. */
    public static Traces off() {
        return new Traces(null);
    }

    /** Makes spans by this tracer. */
    public static Traces by(Tracer tracer) {
        return new Traces(tracer);
    }

    /**
     * Begins a span, which its caller ends: within the span that is current, or else in the order's trace.
     *
     * @param businessId of an order or one of its fulfilments; any other text if it is not known
     */
    public Span begin(String name, SpanKind kind, String businessId) {
        if (tracer == null) {
            return Span.getInvalid();
        }
        var builder = tracer.spanBuilder(name).setSpanKind(kind);
        var order = orderOf(businessId);
        if (order != null) {
            builder.setAttribute(ORDER, order);
            if (!Span.current().getSpanContext().isValid()) {
                builder.setParent(Context.root().with(Span.wrap(traceOf(order))));
            }
        }
        return builder.startSpan();
    }

    /** Where an order's trace begins; the same in every process. */
    public static SpanContext traceOf(String orderId) {
        var hash = HexFormat.of().formatHex(sha256(orderId));
        return SpanContext.createFromRemoteParent(
                hash.substring(0, 2 * TRACE_BYTES),
                hash.substring(2 * TRACE_BYTES, 2 * (TRACE_BYTES + SPAN_BYTES)),
                TraceFlags.getSampled(),
                TraceState.getDefault());
    }

    /** The id of a fulfilment is its order's with a number. */
    private static @Nullable String orderOf(String businessId) {
        if (businessId.startsWith(OrderId.PREFIX)) {
            return businessId;
        }
        var number = businessId.lastIndexOf('_');
        return businessId.startsWith(FulfilmentId.PREFIX) && number > FulfilmentId.PREFIX.length()
                ? OrderId.PREFIX + businessId.substring(FulfilmentId.PREFIX.length(), number)
                : null;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
