package org.baton.app.console;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ViewResolver;

/** Says as a page that a form was refused before it reached a controller: it was forged, or open for too long. */
@Component
class ProblemPage implements AccessDeniedHandler {

    private final ObjectProvider<ViewResolver> views;

    ProblemPage(ObjectProvider<ViewResolver> views) {
        this.views = views;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException, ServletException {
        response.setStatus(HttpStatus.FORBIDDEN.value());
        var model = Map.of(
                "title", "This page is too old",
                "detail", "Nothing was changed. Open it again and repeat what you did.");
        try {
            for (var resolver : views.orderedStream().toList()) {
                var view = resolver.resolveViewName(ConsoleProblems.VIEW, Locale.ENGLISH);
                if (view != null) {
                    view.render(model, request, response);
                    return;
                }
            }
        } catch (IOException | ServletException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(Objects.toString(e.getMessage()), e);
        }
    }
}
