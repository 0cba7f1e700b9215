package org.baton.app.access;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Who may see which page of the console. Each page names the endpoint of the API that tells or does the same, and opens
 * to the very roles of that endpoint in {@link AccessRules}; so no role gets by a page what the API denies it. A page
 * without a row is closed to everybody.
 */
public final class PageRules {

    /** The address that every page begins with. */
    public static final String CONSOLE = "/console";

    private static final Set<Role> ANYBODY_SIGNED_IN = EnumSet.allOf(Role.class);

    private static final List<Page> PAGES = List.of(
            signedIn("GET", ""),
            signedIn("POST", "/sign-out"),
            page("GET", "/stores", "GET", "/tasks"),
            page("GET", "/stores/{node}", "GET", "/tasks"),
            page("GET", "/stores/{node}/board", "GET", "/tasks"),
            page("GET", "/stores/{node}/search", "GET", "/fulfilments"),
            page("GET", "/stores/{node}/times", "GET", "/step-times"),
            page("GET", "/stores/{node}/fulfilments/{id}", "GET", "/fulfilments/{id}"),
            page("POST", "/stores/{node}/tasks/{id}/claim", "POST", "/tasks/{id}/claim"),
            page("POST", "/stores/{node}/tasks/{id}/complete", "POST", "/tasks/{id}/complete"),
            page("POST", "/stores/{node}/tasks/{id}/reject", "POST", "/tasks/{id}/reject"),
            page(
                    "GET",
                    "/stores/{node}/fulfilments/{id}/documents/{kind}",
                    "GET",
                    "/fulfilments/{id}/documents/{kind}"),
            page("POST", "/stores/{node}/fulfilments/{id}/scans", "POST", "/fulfilments/{id}/scans"),
            page("POST", "/stores/{node}/waves", "POST", "/waves"),
            page("GET", "/stores/{node}/waves/{id}", "GET", "/waves/{id}"),
            page("GET", "/stores/{node}/waves/{id}/picklist", "GET", "/waves/{id}"),
            page("POST", "/stores/{node}/waves/{id}/scans", "POST", "/waves/{id}/scans"),
            page("POST", "/stores/{node}/waves/{id}/complete", "POST", "/waves/{id}/complete"),
            page("GET", "/orders", "GET", "/orders"),
            page("GET", "/orders/{id}", "GET", "/orders/{id}"),
            page("GET", "/mailbox", "GET", "/sandbox/messages"),
            page("GET", "/mailbox/message", "GET", "/sandbox/messages"),
            page("GET", "/mailbox/message/body", "GET", "/sandbox/messages"),
            // Says that there is no such page.
            signedIn("GET", "/{*path}"));

    /** One row. */
    record Page(String method, PathPattern path, Set<Role> roles) {}

    private PageRules() {}

    private static Page page(String method, String path, String apiMethod, String apiPath) {
        return new Page(method, pattern(path), AccessRules.rolesOf(apiMethod, apiPath));
    }

    private static Page signedIn(String method, String path) {
        return new Page(method, pattern(path), ANYBODY_SIGNED_IN);
    }

    private static PathPattern pattern(String path) {
        return PathPatternParser.defaultInstance.parse(CONSOLE + path);
    }

    /** Who may send this request; nothing if no row fits it. */
    static Optional<Set<Role>> rolesFor(String method, PathContainer path) {
        var asked = method.equals("HEAD") ? "GET" : method;
        return PAGES.stream()
                .filter(page -> page.method().equals(asked) && page.path().matches(path))
                .findFirst()
                .map(Page::roles);
    }

    /** Whether a caller may do something on a page, for those who draw links and buttons. */
    public static boolean opens(String method, String path, Caller caller) {
        return rolesFor(method, PathContainer.parsePath(CONSOLE + path))
                .filter(roles -> caller.is(roles.toArray(Role[]::new)))
                .isPresent();
    }

    /** Whether a page has a row, by the pattern that it is mapped with. */
    static boolean knows(String method, String pattern) {
        return PAGES.stream()
                .anyMatch(page -> page.method().equals(method)
                        && page.path().getPatternString().equals(pattern));
    }

    static List<Page> rows() {
        return PAGES;
    }
}
