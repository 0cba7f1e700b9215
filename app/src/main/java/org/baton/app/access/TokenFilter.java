package org.baton.app.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out who calls; who does not say, or says it wrongly, stays unknown. */
final class TokenFilter extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final Tokens tokens;

    TokenFilter(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            tokens.authenticate(header.substring(SCHEME.length()).strip()).ifPresent(TokenFilter::remember);
        }
        chain.doFilter(request, response);
    }

    private static void remember(Caller caller) {
        var authentication = UsernamePasswordAuthenticationToken.authenticated(caller, null, java.util.List.of());
        SecurityContextHolder.setContext(new SecurityContextImpl(authentication));
    }

    /** The container's own error pages are written for the same caller. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }
}
