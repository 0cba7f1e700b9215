package org.baton.app.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.baton.app.api.ApiServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class AccessIT extends ApiServer {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping endpoints;

    @Autowired
    private FirstAdminToken firstAdmin;

    @Autowired
    private DataSource database;

    @Test
    void shouldHaveARuleForEveryEndpoint() {
        var open = new ArrayList<String>();
        endpoints.getHandlerMethods().forEach((info, handler) -> {
            for (var pattern : info.getPatternValues()) {
                if (pattern.startsWith("/api/")) {
                    assertThat(info.getMethodsCondition().getMethods())
                            .as(pattern)
                            .isNotEmpty();
                    info.getMethodsCondition().getMethods().stream()
                            .filter(method -> !AccessRules.knows(method.name(), pattern))
                            .forEach(method -> open.add(method + " " + pattern));
                }
            }
        });
        assertThat(open).as("endpoints without a row in AccessRules").isEmpty();
    }

    @Test
    void shouldOpenEveryRuleToItsRolesAndToNobodyElse() {
        for (var rule : AccessRules.rows()) {
            var path = rule.path()
                    .getPatternString()
                    .replaceAll("\\{[^}]+}", "x-1")
                    .replace("*", "payments");
            assertThat(status(rule.method(), path, null))
                    .as("%s %s without token", rule.method(), path)
                    .isEqualTo(401);
            for (var role : Role.values()) {
                var status = status(rule.method(), path, role.text());
                var as = "%s %s as %s".formatted(rule.method(), path, role.text());
                if (rule.roles().contains(role)) {
                    assertThat(status).as(as).isNotIn(401, 403);
                } else {
                    assertThat(status).as(as).isEqualTo(403);
                }
            }
        }
    }

    private int status(String method, String path, String role) {
        return send(method, path, role, method.equals("GET") ? "" : "{}", Map.of())
                .status();
    }

    @Test
    void shouldAnswerNothingButHealthWithoutAToken() {
        send("GET", "/actuator/health", null, "", Map.of()).is(200);
        send("GET", "/actuator/health/liveness", null, "", Map.of());
        for (var path : List.of(
                "/error",
                "/api/v1/orders",
                "/api/v1/no-such-thing",
                "/v3/api-docs",
                "/swagger-ui/index.html",
                "/swagger-ui.html",
                "/actuator",
                "/actuator/prometheus",
                "/actuator/env")) {
            var answer = send("GET", path, null, "", Map.of());
            answer.problem(401, "unauthorized");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        }
        send("GET", "/api/v1/orders", "baton_" + "x".repeat(43), "", Map.of()).problem(401, "unauthorized");
        send("GET", "/v3/api-docs", "analyst", "", Map.of()).is(200);
        send("GET", "/actuator/prometheus", "operator", "", Map.of()).is(200);
        send("GET", "/actuator/prometheus", "associate", "", Map.of()).problem(403, "forbidden");
    }

    @Test
    void shouldShowASecretOnceAndStoreOnlyItsHash() {
        var secret = newToken("till-7", "associate", "store-1");

        assertThat(secret).matches("baton_[A-Za-z0-9_-]{43}");
        assertThat(get("/tokens", "admin").is(200).raw().body())
                .contains("till-7")
                .doesNotContain(secret);
        var stored = jdbc.sql("select t::text from api_token t")
                .query(String.class)
                .list()
                .toString();
        assertThat(stored).contains("till-7").doesNotContain(secret);
        post("/tokens", "{'name':'till-7','roles':['system']}", "admin").problem(409, "token-name-taken");
        assertThat(post("/tokens", "{'name':'baton','roles':['emperor'],'nodes':[]}", "admin")
                        .problem(400, "invalid-input"))
                .contains("name", "roles[0]");
        assertThat(post("/tokens", "{'name':'x','roles':['associate']}", "admin")
                        .problem(400, "invalid-input"))
                .containsExactly("nodes");
    }

    @Test
    void shouldRefuseARevokedTokenWithinTwoSeconds() {
        var made = post("/tokens", "{'name':'short-lived','roles':['service']}", "admin")
                .is(201)
                .body();
        var secret = made.path("token").asString("");
        send("GET", "/api/v1/orders", secret, "", Map.of()).is(200);
        // As another Baton process would revoke it: this one is not told.
        jdbc.sql("update api_token set revoked_at = now() where id = ?")
                .param(made.path("id").asString(""))
                .update();

        await().atMost(Duration.ofSeconds(3))
                .until(() -> send("GET", "/api/v1/orders", secret, "", Map.of()).status() == 401);
    }

    @Test
    void shouldRevokeAtOnceButNeverTheLastAdmin() {
        var made = post("/tokens", "{'name':'second-admin','roles':['admin']}", "admin")
                .is(201)
                .body();
        var secret = made.path("token").asString("");
        send("DELETE", "/api/v1/tokens/" + made.path("id").asString(""), "admin", "", Map.of())
                .is(200);
        send("GET", "/api/v1/tokens", secret, "", Map.of()).is(401);

        var last = jdbc.sql("select id from api_token where name = 'admin'")
                .query(String.class)
                .single();
        send("DELETE", "/api/v1/tokens/" + last, "admin", "", Map.of()).problem(409, "last-admin");
    }

    @Test
    void shouldKeepTheFirstAdminTokenInAFileOfItsOwnerAlone(@TempDir Path directory) throws IOException {
        assertThat(firstAdmin.ensure(directory)).as("there is an admin already").isEmpty();
        assertThat(directory.resolve("admin-token")).doesNotExist();

        jdbc.sql("update api_token set revoked_at = now(), name = 'old ' || name where name = 'admin'")
                .update();
        try {
            // A crash after the file and before the database: the file's token is taken up.
            var half = "baton_" + "a".repeat(43);
            Files.writeString(directory.resolve("admin-token"), half + "\n");
            assertThat(firstAdmin.ensure(directory)).contains(half);
            assertThat(firstAdmin.ensure(directory)).isEmpty();
            send("GET", "/api/v1/tokens", half, "", Map.of()).is(200);

            // A revoked token is not revived.
            jdbc.sql("update api_token set revoked_at = now() where name = 'admin'")
                    .update();
            var fresh = firstAdmin.ensure(directory).orElseThrow();
            assertThat(fresh).isNotEqualTo(half);
            assertThat(Files.readString(directory.resolve("admin-token"))).isEqualTo(fresh + "\n");
            assertThat(Files.getPosixFilePermissions(directory.resolve("admin-token")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        } finally {
            jdbc.sql("delete from api_token where name = 'admin'").update();
            jdbc.sql("update api_token set revoked_at = null, name = 'admin' where name = 'old admin'")
                    .update();
        }
    }

    @Test
    void shouldGiveTheOwnerOfTheDatabaseANewAdminTokenForALostOne(@TempDir Path directory) throws IOException {
        jdbc.sql("update api_token set name = 'kept admin' where name = 'admin'")
                .update();
        try {
            var recovery = new AdminRecovery(database, Clock.systemUTC());
            var lost = recovery.replace(directory);
            var fresh = recovery.replace(directory);

            assertThat(Files.readString(directory.resolve("admin-token"))).isEqualTo(fresh + "\n");
            send("GET", "/api/v1/tokens", fresh, "", Map.of()).is(200);
            send("GET", "/api/v1/tokens", lost, "", Map.of()).is(401);
        } finally {
            jdbc.sql("delete from api_token where name = 'admin'").update();
            jdbc.sql("update api_token set name = 'admin' where name = 'kept admin'")
                    .update();
        }
    }
}
