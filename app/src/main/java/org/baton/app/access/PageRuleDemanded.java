package org.baton.app.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.ServletRequestPathUtils;

/** Keeps everybody to the pages of their roles. Where it refuses, the console says so with a page of its own. */
final class PageRuleDemanded implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod)) {
            return true;
        }
        var path = ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication();
        var roles = PageRules.rolesFor(request.getMethod(), path);
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (roles.isPresent()
                && authentication != null
                && authentication.getPrincipal() instanceof Caller caller
                && caller.is(roles.get().toArray(Role[]::new))) {
            return true;
        }
        throw new AccessDeniedException("Your roles do not open this page.");
    }
}
