package org.baton.app.api.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.baton.domain.common.FieldError;
import org.baton.domain.common.InvalidInputException;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses a query parameter that its endpoint does not know: a mistyped filter would list everything. */
final class KnownParameters implements HandlerInterceptor {

    private final Map<Method, List<String>> names = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var query = request.getQueryString();
        if (query != null && !query.isEmpty() && handler instanceof HandlerMethod method) {
            var known = names.computeIfAbsent(method.getMethod(), m -> names(method));
            var errors = Arrays.stream(query.split("&", -1))
                    .filter(part -> !part.isEmpty())
                    .map(KnownParameters::name)
                    .filter(name -> !known.contains(name))
                    .distinct()
                    .map(name -> new FieldError(name, "unknown-parameter", "Known are " + known + "."))
                    .toList();
            if (!errors.isEmpty()) {
                throw new InvalidInputException(errors);
            }
        }
        return true;
    }

    private static String name(String part) {
        try {
            int end = part.indexOf('=');
            return URLDecoder.decode(end < 0 ? part : part.substring(0, end), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return part;
        }
    }

    private static List<String> names(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .map(KnownParameters::name)
                .toList();
    }

    private static String name(MethodParameter parameter) {
        var annotated = parameter.getParameterAnnotation(RequestParam.class);
        return annotated == null || annotated.value().isEmpty()
                ? Objects.requireNonNull(parameter.getParameter().getName())
                : annotated.value();
    }
}
