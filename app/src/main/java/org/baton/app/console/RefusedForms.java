package org.baton.app.console;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/** Says as a page that a form was refused before it reached a controller: it was forged, or open for too long. */
@Component
class RefusedForms implements AccessDeniedHandler {

    private final ProblemPage page;

    RefusedForms(ProblemPage page) {
        this.page = page;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException, ServletException {
        page.write(
                request,
                response,
                HttpStatus.FORBIDDEN,
                "This page is too old",
                "Nothing was changed. Open it again and repeat what you did.");
    }
}
