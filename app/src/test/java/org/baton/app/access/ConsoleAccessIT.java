package org.baton.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.baton.app.api.ApiServer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Holds the table of who may see which page. */
class ConsoleAccessIT extends ApiServer {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping endpoints;

    @Autowired
    private ConsoleSessions sessions;

    @Test
    void shouldHaveARuleForEveryPage() {
        var open = new ArrayList<String>();
        endpoints.getHandlerMethods().forEach((info, handler) -> {
            for (var pattern : info.getPatternValues()) {
                if (pattern.startsWith("/console") && !pattern.equals("/console/sign-in")) {
                    info.getMethodsCondition().getMethods().stream()
                            .filter(method -> !PageRules.knows(method.name(), pattern))
                            .forEach(method -> open.add(method + " " + pattern));
                }
            }
        });
        assertThat(open).as("pages without a row in PageRules").isEmpty();
    }

    @Test
    void shouldHaveAPageForEveryRule() {
        var mapped = new ArrayList<String>();
        endpoints
                .getHandlerMethods()
                .forEach((info, handler) -> info.getPatternValues()
                        .forEach(pattern -> info.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> mapped.add(method + " " + pattern))));
        assertThat(PageRules.rows())
                .allSatisfy(page -> assertThat(mapped)
                        .contains(page.method() + " " + page.path().getPatternString()));
    }

    @Test
    void shouldOpenEveryPageToItsRolesAndToNobodyElse() {
        for (var page : PageRules.rows()) {
            var path = page.path()
                    .getPatternString()
                    .replace("{*path}", "nowhere")
                    .replace("/{node}", "/store-1")
                    .replaceAll("\\{[^}]+}", "x-1");
            if (!page.method().equals("GET")) {
                // A form without its token never gets as far as the roles.
                assertThat(status(page.method(), path, cookie("admin")))
                        .as(path)
                        .isEqualTo(403);
                continue;
            }
            assertThat(status("GET", path, "")).as("%s without a session", path).isEqualTo(302);
            for (var role : Role.values()) {
                var status = status("GET", path, cookie(role.text()));
                var as = "%s as %s".formatted(path, role.text());
                if (page.roles().contains(role)) {
                    assertThat(status).as(as).isNotIn(401, 403, 500);
                } else {
                    assertThat(status).as(as).isEqualTo(403);
                }
            }
        }
    }

    private String cookie(String role) {
        return "baton_session="
                + sessions.signIn(token(role), Duration.ofHours(1)).orElseThrow();
    }

    private int status(String method, String path, String cookie) {
        return send(method, path, null, "", cookie.isEmpty() ? Map.of() : Map.of("Cookie", cookie))
                .status();
    }

    @Test
    void shouldNotTakeATokenWhereASessionIsAsked() {
        assertThat(send("GET", "/console/orders", "admin", "", Map.of()).status())
                .isEqualTo(302);
        // And no session where a token is asked: another site's page must not call the API with a cookie.
        assertThat(send("GET", "/api/v1/orders", null, "", Map.of("Cookie", cookie("admin")))
                        .status())
                .isEqualTo(401);
    }
}
