package org.baton.app.console;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.baton.app.access.PageRules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Shows a page whose template breaks as a problem: a view is rendered when {@link ConsoleProblems} hears no more of it. */
@Component
class BrokenPages extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(BrokenPages.class);

    private final ProblemPage page;

    BrokenPages(ProblemPage page) {
        this.page = page;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith(PageRules.CONSOLE);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException e) {
            if (response.isCommitted()) {
                throw e;
            }
            LOG.error("a page cannot be shown", e);
            response.resetBuffer();
            page.write(
                    request,
                    response,
                    HttpStatus.INTERNAL_SERVER_ERROR,
                    ConsoleProblems.FAILED,
                    ConsoleProblems.LOG_SAYS_WHY);
        }
    }
}
