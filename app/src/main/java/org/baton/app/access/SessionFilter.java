package org.baton.app.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out who is signed in. The console takes no bearer tokens: only a browser with a session gets its pages. */
final class SessionFilter extends OncePerRequestFilter {

    private final ConsoleSessions sessions;

    SessionFilter(ConsoleSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        SessionCookie.of(request).flatMap(sessions::caller).ifPresent(caller -> {
            var authentication = UsernamePasswordAuthenticationToken.authenticated(caller, null, List.of());
            SecurityContextHolder.setContext(new SecurityContextImpl(authentication));
        });
        chain.doFilter(request, response);
    }
}
