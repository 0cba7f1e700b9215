package org.baton.app.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import org.baton.app.access.Caller;
import org.baton.app.access.PageRules;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page shows: who is signed in, and where this person may go. */
@ControllerAdvice(basePackageClasses = ConsoleModel.class)
class ConsoleModel {

    private static final List<Place> PLACES =
            List.of(new Place("Stores", "/stores"), new Place("Orders", "/orders"), new Place("Mailbox", "/mailbox"));

    /** @param path below {@link PageRules#CONSOLE} */
    private record Place(String title, String path) {}

    /** A link of the navigation. */
    public record Link(String title, String href, boolean current) {}

    @ModelAttribute("caller")
    @Nullable
    Caller caller(@AuthenticationPrincipal @Nullable Caller caller, @Nullable CsrfToken form) {
        if (form != null) {
            // Read now: its cookie must be set before the page begins to be sent.
            var ignored = form.getToken();
        }
        return caller;
    }

    @ModelAttribute("maySeeTimes")
    boolean maySeeTimes(@AuthenticationPrincipal @Nullable Caller caller) {
        return caller != null && PageRules.opens("GET", "/stores/any/times", caller);
    }

    @ModelAttribute("places")
    List<Link> places(@AuthenticationPrincipal @Nullable Caller caller, HttpServletRequest request) {
        Stream<Place> open = caller == null
                ? Stream.empty()
                : PLACES.stream().filter(place -> PageRules.opens("GET", place.path(), caller));
        return open.map(place -> {
                    var href = PageRules.CONSOLE + place.path();
                    return new Link(place.title(), href, request.getRequestURI().startsWith(href));
                })
                .toList();
    }
}
