package org.baton.app.wiring;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import org.baton.domain.order.OrderEvents;
import org.baton.workers.engine.Traces;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * A span for every request of the API, in its caller's trace when the caller has one, else in the trace of the order that
 * it changed. It is made when the request has ended, because only then the order is known.
 */
final class RequestSpans extends OncePerRequestFilter {

    private static final String ORDER = RequestSpans.class.getName();

    private static final TextMapGetter<HttpServletRequest> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(HttpServletRequest request) {
            return Collections.list(request.getHeaderNames());
        }

        @Override
        public @Nullable String get(@Nullable HttpServletRequest request, String name) {
            return request == null ? null : request.getHeader(name);
        }
    };

    private final Tracer tracer;

    RequestSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var begun = Instant.now();
        try {
            chain.doFilter(request, response);
        } finally {
            if (request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String route
                    && route.startsWith("/api/")) {
                record(request, response, route, begun);
            }
        }
    }

    /** Whatever happens to an order while a request is served happens by it. */
    @EventListener
    void heard(OrderEvents.Appended happened) {
        var request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(ORDER, happened.order().value(), RequestAttributes.SCOPE_REQUEST);
        }
    }

    private void record(HttpServletRequest request, HttpServletResponse response, String route, Instant begun) {
        var span = tracer.spanBuilder(request.getMethod() + " " + route)
                .setSpanKind(SpanKind.SERVER)
                .setStartTimestamp(begun)
                .setAttribute("http.request.method", request.getMethod())
                .setAttribute("http.route", route)
                .setAttribute("http.response.status_code", response.getStatus());
        var context = W3CTraceContextPropagator.getInstance().extract(Context.root(), request, HEADERS);
        if (request.getAttribute(ORDER) instanceof String order) {
            var trace = Traces.traceOf(order);
            span.setAttribute(Traces.ORDER, order).addLink(trace);
            if (!Span.fromContext(context).getSpanContext().isValid()) {
                context = Context.root().with(Span.wrap(trace));
            }
        }
        var ended = span.setParent(context).startSpan();
        if (response.getStatus() >= HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
            ended.setStatus(StatusCode.ERROR);
        }
        ended.end();
    }
}
