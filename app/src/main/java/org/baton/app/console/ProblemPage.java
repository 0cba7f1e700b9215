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
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ViewResolver;

/** Writes a problem as a page where no controller's answer can: before it was asked, or after it failed to be shown. */
@Component
class ProblemPage {

    private final ObjectProvider<ViewResolver> views;

    ProblemPage(ObjectProvider<ViewResolver> views) {
        this.views = views;
    }

    /** Where only a part of a page was asked for, the part is the message. */
    static String viewFor(HttpServletRequest request) {
        return request.getHeader("HX-Request") == null ? "console/problem" : "console/problem :: part";
    }

    void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String title, String detail)
            throws IOException, ServletException {
        response.setStatus(status.value());
        try {
            for (var resolver : views.orderedStream().toList()) {
                var view = resolver.resolveViewName(viewFor(request), Locale.ENGLISH);
                if (view != null) {
                    view.render(Map.of("title", title, "detail", detail), request, response);
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
