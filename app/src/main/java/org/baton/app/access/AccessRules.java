package org.baton.app.access;

import static org.baton.app.access.Role.ADMIN;
import static org.baton.app.access.Role.ANALYST;
import static org.baton.app.access.Role.ASSOCIATE;
import static org.baton.app.access.Role.OPERATOR;
import static org.baton.app.access.Role.SERVICE;
import static org.baton.app.access.Role.SYSTEM;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Who may do what: the one place to look it up and to change it. The first row that fits a request decides. An
 * endpoint without a row is closed to everybody. An admin may do everything and is not listed.
 *
 * <p>Associates are held to their own stores on top of this: see {@link Caller#demand}.
 */
public final class AccessRules {

    private static final Role[] EVERYBODY = Role.values();

    private static final List<Rule> RULES = List.of(
            rule("POST", "/orders", SYSTEM, SERVICE),
            rule("GET", "/orders", SYSTEM, SERVICE, ANALYST, OPERATOR),
            rule("GET", "/orders/{id}", SYSTEM, SERVICE, ANALYST, OPERATOR),
            rule("GET", "/orders/{id}/events", SYSTEM, SERVICE, ANALYST, OPERATOR),
            rule("PATCH", "/orders/{id}", SYSTEM, SERVICE),
            rule("PATCH", "/orders/{id}/lines/{number}", SYSTEM, SERVICE),
            // Who holds a link may act for the customer.
            rule("GET", "/orders/{id}/links", SYSTEM, SERVICE),
            rule("POST", "/orders/{id}/cancel", SYSTEM, SERVICE, OPERATOR),
            rule("POST", "/orders/{id}/hold", SYSTEM, SERVICE, OPERATOR),
            rule("POST", "/orders/{id}/release", SERVICE, OPERATOR),
            rule("POST", "/orders/{id}/news", SYSTEM, SERVICE),
            rule("PUT", "/nodes/{id}", SYSTEM, OPERATOR),
            rule("GET", "/nodes/{id}", EVERYBODY),
            rule("GET", "/nodes", EVERYBODY),
            rule("PUT", "/products/{sku}", SYSTEM, OPERATOR),
            rule("GET", "/products/{sku}", EVERYBODY),
            rule("GET", "/stock", EVERYBODY),
            rule("PUT", "/stock/{node}/{sku}", SYSTEM, OPERATOR),
            rule("POST", "/stock/snapshots", SYSTEM, OPERATOR),
            rule("POST", "/stock/movements", SYSTEM, ASSOCIATE, OPERATOR),
            rule("GET", "/stock/movements", EVERYBODY),
            rule("POST", "/stock/transfers", SYSTEM, OPERATOR),
            rule("GET", "/stock/reconciliations", EVERYBODY),
            rule("GET", "/stock/signals", EVERYBODY),
            rule("PUT", "/inbound/{reference}", SYSTEM, OPERATOR),
            rule("GET", "/inbound/{reference}", EVERYBODY),
            rule("PUT", "/node-groups/{id}", SYSTEM, OPERATOR),
            rule("GET", "/node-groups/{id}", EVERYBODY),
            rule("GET", "/node-groups", EVERYBODY),
            rule("PUT", "/channels/{id}", SYSTEM, OPERATOR),
            rule("GET", "/channels/{id}", EVERYBODY),
            rule("GET", "/channels", EVERYBODY),
            rule("GET", "/availability", EVERYBODY),
            rule("POST", "/promises", SYSTEM, SERVICE),
            rule("GET", "/promises/{id}", SYSTEM, SERVICE, OPERATOR),
            rule("PATCH", "/promises/{id}", SYSTEM, SERVICE),
            rule("DELETE", "/promises/{id}", SYSTEM, SERVICE),
            rule("POST", "/imports/{kind}", SYSTEM, OPERATOR),
            rule("GET", "/fulfilments", SYSTEM, ASSOCIATE, SERVICE, ANALYST, OPERATOR),
            rule("GET", "/fulfilments/{id}", SYSTEM, ASSOCIATE, SERVICE, ANALYST, OPERATOR),
            rule("POST", "/fulfilments/{id}/hand-over", SYSTEM, ASSOCIATE),
            // Documents hold the recipient's name and address; who packs a parcel needs them.
            rule("GET", "/fulfilments/{id}/documents/{kind}", SYSTEM, ASSOCIATE, SERVICE, OPERATOR),
            rule("GET", "/fulfilments/{id}/hand-overs", SYSTEM, SERVICE),
            rule("POST", "/fulfilments/{id}/scans", SYSTEM, ASSOCIATE),
            rule("GET", "/fulfilments/{id}/trips", SYSTEM, ASSOCIATE, SERVICE, OPERATOR),
            rule("POST", "/hand-overs", SYSTEM, ASSOCIATE),
            rule("GET", "/arrivals", SYSTEM, ASSOCIATE, SERVICE, OPERATOR),
            rule("POST", "/waves", SYSTEM, ASSOCIATE),
            rule("GET", "/waves/{id}", SYSTEM, ASSOCIATE, OPERATOR),
            rule("POST", "/waves/{id}/scans", SYSTEM, ASSOCIATE),
            rule("POST", "/waves/{id}/complete", SYSTEM, ASSOCIATE),
            rule("GET", "/step-times", SYSTEM, ANALYST, OPERATOR),
            rule("GET", "/tasks", SYSTEM, ASSOCIATE, SERVICE, ANALYST, OPERATOR),
            rule("GET", "/tasks/{id}", SYSTEM, ASSOCIATE, SERVICE, ANALYST, OPERATOR),
            rule("POST", "/tasks/{id}/claim", SYSTEM, ASSOCIATE),
            rule("POST", "/tasks/{id}/complete", SYSTEM, ASSOCIATE),
            rule("POST", "/tasks/{id}/reject", SYSTEM, ASSOCIATE),
            rule("GET", "/sourcing-decisions/{orderId}", SYSTEM, SERVICE, ANALYST, OPERATOR),
            rule("POST", "/sourcing/what-if", SERVICE, ANALYST, OPERATOR),
            rule("GET", "/rules", ANALYST, OPERATOR),
            rule("GET", "/rules/{table}", ANALYST, OPERATOR),
            // Who edits a table does not decide how it is published.
            rule("PUT", "/rules/{table}", OPERATOR),
            rule("GET", "/rules/{table}/dmn", ANALYST, OPERATOR),
            rule("GET", "/rules/{table}/cases", ANALYST, OPERATOR),
            rule("GET", "/rules/{table}/versions", ANALYST, OPERATOR),
            rule("GET", "/rules/{table}/versions/{version}", ANALYST, OPERATOR),
            rule("GET", "/rules/{table}/versions/{version}/dmn", ANALYST, OPERATOR),
            rule("GET", "/rules/{table}/versions/{version}/cases", ANALYST, OPERATOR),
            rule("POST", "/rules/{table}/drafts", ANALYST),
            rule("POST", "/rules/{table}/drafts/{version}/replays", ANALYST),
            rule("POST", "/rules/{table}/drafts/{version}/publish", ANALYST),
            rule("POST", "/rules/{table}/rollback", ANALYST, OPERATOR),
            rule("GET", "/replays/{id}", ANALYST, OPERATOR),
            rule("GET", "/replays/{id}/differences", ANALYST, OPERATOR),
            rule("GET", "/notifications", SYSTEM, SERVICE, OPERATOR),
            // A preview holds the name and the pickup code of the order's customer.
            rule("POST", "/notifications/previews", SYSTEM, SERVICE),
            rule("POST", "/notifications/test-sends", SERVICE),
            rule("POST", "/customers/erasures", SYSTEM, SERVICE),
            rule("GET", "/incidents", SYSTEM, SERVICE, ANALYST, OPERATOR),
            rule("POST", "/incidents/{id}/retry", OPERATOR),
            rule("GET", "/checks", OPERATOR),
            rule("POST", "/checks/{name}", OPERATOR),
            rule("POST", "/resumptions", OPERATOR),
            // What the sandbox was asked to send holds pickup codes, as the messages themselves do.
            rule("GET", "/sandbox/messages", SYSTEM, SERVICE),
            rule("GET", "/sandbox/*", SYSTEM, SERVICE, OPERATOR),
            // Who registers an endpoint decides what leaves Baton.
            rule("POST", "/webhooks", ADMIN),
            rule("GET", "/webhooks", OPERATOR),
            rule("GET", "/webhooks/{id}", OPERATOR),
            rule("PATCH", "/webhooks/{id}", ADMIN),
            rule("DELETE", "/webhooks/{id}", ADMIN),
            rule("POST", "/webhooks/{id}/secret", ADMIN),
            rule("POST", "/webhooks/{id}/test", OPERATOR),
            rule("GET", "/webhooks/{id}/deliveries", OPERATOR),
            rule("POST", "/webhooks/{id}/deliveries/{event}/replay", OPERATOR),
            rule("POST", "/webhooks/{id}/replays", OPERATOR),
            rule("PUT", "/sandbox/{vendor}/outage", OPERATOR),
            rule("POST", "/tokens", ADMIN),
            rule("GET", "/tokens", ADMIN),
            rule("DELETE", "/tokens/{id}", ADMIN));

    /** What customers open without a token: the signature in the address is checked before anything else. */
    private static final List<Rule> OPEN = List.of(
            rule("POST", "/arrivals/{token}"), rule("GET", "/choices/{token}"), rule("POST", "/choices/{token}"));

    /** Who may read the figures of the running process. */
    static final Set<Role> MAY_READ_METRICS = Set.of(OPERATOR, ADMIN, SYSTEM);

    /** One row. */
    record Rule(String method, PathPattern path, Set<Role> roles) {}

    private AccessRules() {}

    private static Rule rule(String method, String path, Role... roles) {
        var all = EnumSet.of(ADMIN, roles);
        return new Rule(method, PathPatternParser.defaultInstance.parse("/api/v1" + path), all);
    }

    /** Who may send this request; nothing if no row fits it. */
    public static Optional<Set<Role>> rolesFor(String method, PathContainer path) {
        var asked = method.equals("HEAD") ? "GET" : method;
        return RULES.stream()
                .filter(rule -> rule.method().equals(asked) && rule.path().matches(path))
                .findFirst()
                .map(Rule::roles);
    }

    /**
     * Who may call an endpoint.
     *
     * @param path without {@code /api/v1}, as the row has it
     * @throws IllegalArgumentException if there is no such row
     */
    static Set<Role> rolesOf(String method, String path) {
        return rolesFor(method, PathContainer.parsePath("/api/v1" + path))
                .orElseThrow(() -> new IllegalArgumentException("No rule for " + method + " " + path));
    }

    /** Whether a caller may call an endpoint, for pages that show what it tells. */
    public static boolean opens(String method, String path, Caller caller) {
        return caller.is(rolesOf(method, path).toArray(Role[]::new));
    }

    /** Whether everybody may send this request. */
    static boolean isOpen(String method, PathContainer path) {
        return OPEN.stream()
                .anyMatch(rule -> rule.method().equals(method) && rule.path().matches(path));
    }

    /** Whether an endpoint has a row, by the pattern that it is mapped with. */
    public static boolean knows(String method, String pattern) {
        return Stream.concat(RULES.stream(), OPEN.stream())
                .anyMatch(rule -> rule.method().equals(method)
                        && (rule.path().getPatternString().equals(pattern)
                                || rule.path().getPatternString().endsWith("/*")
                                        && rule.path().matches(PathContainer.parsePath(pattern))));
    }

    static List<Rule> rows() {
        return RULES;
    }
}
