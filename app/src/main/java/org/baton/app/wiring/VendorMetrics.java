package org.baton.app.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.SpanKind;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.baton.domain.common.GatewayRejectedException;
import org.baton.domain.common.GatewayUnavailableException;
import org.baton.workers.engine.Traces;
import org.slf4j.MDC;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/**
 * Times every call to the outside by vendor, port and outcome: {@code baton_vendor_calls_seconds}, and traces it. It stands before
 * whatever implements a gateway of the domain, so that no adapter has to think of it.
 */
@Component
class VendorMetrics implements BeanPostProcessor {

    private static final String PORTS = "org.baton.domain.";
    private static final String PORT = "Gateway";

    private final ObjectProvider<MeterRegistry> registry;
    private final ObjectProvider<Traces> traces;

    VendorMetrics(ObjectProvider<MeterRegistry> registry, ObjectProvider<Traces> traces) {
        this.registry = registry;
        this.traces = traces;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        var type = bean.getClass();
        var interfaces = ClassUtils.getAllInterfacesForClass(type);
        for (var port : interfaces) {
            if (port.getName().startsWith(PORTS) && port.getSimpleName().endsWith(PORT)) {
                var tags = Tags.of("vendor", vendor(type), "port", word(port));
                return Proxy.newProxyInstance(
                        port.getClassLoader(),
                        interfaces,
                        (proxy, method, arguments) -> call(bean, method, arguments, tags));
            }
        }
        return bean;
    }

    /** An adapter's package is called like its vendor. */
    private static String vendor(Class<?> adapter) {
        return adapter.getPackageName().substring(adapter.getPackageName().lastIndexOf('.') + 1);
    }

    private static String word(Class<?> port) {
        return port.getSimpleName().replace(PORT, "").toLowerCase(Locale.ROOT);
    }

    /** What a port answers by itself is no call to the outside. */
    private Object call(Object gateway, Method method, Object[] arguments, Tags tags) throws Throwable {
        if (method.isDefault() || !method.getDeclaringClass().getName().startsWith(PORTS)) {
            return invoke(gateway, method, arguments);
        }
        var span = traces.getObject().begin(name(gateway, method), SpanKind.CLIENT, order());
        var begun = System.nanoTime();
        var outcome = "ok";
        try (var ignored = span.makeCurrent()) {
            return invoke(gateway, method, arguments);
        } catch (Throwable e) {
            outcome = outcome(e);
            throw e;
        } finally {
            span.setAttribute("outcome", outcome).end();
            record(tags.and("outcome", outcome), Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    private static String name(Object gateway, Method method) {
        return vendor(gateway.getClass()) + " " + method.getName();
    }

    /** As the job that calls says it in the log. */
    private static String order() {
        return Objects.requireNonNullElse(MDC.get("orderId"), "");
    }

    private static Object invoke(Object gateway, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(gateway, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private static String outcome(Throwable e) {
        return switch (e) {
            case GatewayUnavailableException unavailable -> "unavailable";
            case GatewayRejectedException rejected -> "refused";
            default -> "broken";
        };
    }

    private void record(Tags tags, Duration took) {
        Timer.builder("baton.vendor.calls")
                .description("Calls to carriers, payment, messages and whoever else is outside")
                .tags(tags)
                .register(registry.getObject())
                .record(took);
    }
}
