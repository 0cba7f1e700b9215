package org.baton.app.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Closes an endpoint that somebody forgot to write a rule for. */
final class RuleDemanded implements HandlerInterceptor {

    /** Set on a request that a rule has let through. */
    static final String LET_THROUGH = "org.baton.access.let-through";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod && request.getAttribute(LET_THROUGH) == null) {
            throw new AccessDeniedException("No rule opens this endpoint.");
        }
        return true;
    }
}
