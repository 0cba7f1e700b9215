package org.baton.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.baton.app.api.ApiServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInIT extends ApiServer {

    private ConsoleBrowser browser;

    @BeforeEach
    void open() {
        browser = new ConsoleBrowser(port);
    }

    @Test
    void shouldShowNothingButTheSignInPageAndFilesToStrangers() {
        assertThat(browser.location(browser.get("/"))).isEqualTo("/console/sign-in");
        var asked = browser.get("/console/orders?q=W-1");
        assertThat(asked.statusCode()).isEqualTo(302);
        assertThat(browser.location(asked)).isEqualTo("/console/sign-in?next=%2Fconsole%2Forders%3Fq%3DW-1");
        assertThat(browser.part("/console/orders").headers().firstValue("HX-Redirect"))
                .contains("/console/sign-in");
        assertThat(browser.get("/console/sign-in").body()).contains("Token").doesNotContain("Orders</a>");
        for (var file : List.of("/assets/console.css", "/assets/console.js", "/webjars/htmx.org/dist/htmx.min.js")) {
            assertThat(browser.get(file).statusCode()).as(file).isEqualTo(200);
        }
        assertThat(browser.get("/webjars/swagger-ui/index.html").statusCode()).isEqualTo(401);
    }

    @Test
    void shouldGiveASessionThatNoScriptAndNoOtherSiteCanUse() {
        browser.get("/console/sign-in");
        var answer = browser.post("/console/sign-in", Map.of("token", " " + token("associate") + " "));

        assertThat(browser.location(answer)).isEqualTo("/console");
        var session = answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("baton_session="))
                .findFirst()
                .orElseThrow();
        assertThat(session).contains("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200");
        assertThat(jdbc.sql("select s::text from console_session s")
                        .query(String.class)
                        .single())
                .doesNotContain(session.substring("baton_session=".length(), session.indexOf(';')));
        var home = browser.get("/console");
        assertThat(browser.location(home)).isEqualTo("/console/stores/store-1");
        var board = browser.get("/console/stores/store-1");
        assertThat(board.statusCode()).isEqualTo(200);
        assertThat(board.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'self'");
    }

    @Test
    void shouldSayThatATokenIsNotValid() {
        browser.get("/console/sign-in");
        for (var token : List.of("", "x", "baton_" + "x".repeat(43), "<script>")) {
            var answer = browser.post("/console/sign-in", Map.of("token", token));
            assertThat(answer.statusCode()).as(token).isEqualTo(401);
            assertThat(answer.body()).contains("not valid").doesNotContain("<script>");
        }
        assertThat(browser.get("/console/stores").statusCode()).isEqualTo(302);
    }

    @Test
    void shouldGoOnWhereSomebodyWantedToGoButNeverToAnotherSite() {
        for (var next :
                List.of("https://evil.example", "//evil.example", "/console/../api/v1/orders", "/console\nX: y")) {
            browser.get("/console/sign-in");
            var answer = browser.post("/console/sign-in", Map.of("token", token("service"), "next", next));
            assertThat(browser.location(answer)).as(next).isEqualTo("/console");
        }
        browser.get("/console/sign-in");
        var answer =
                browser.post("/console/sign-in", Map.of("token", token("service"), "next", "/console/orders?q=W-1"));
        assertThat(browser.location(answer)).isEqualTo("/console/orders?q=W-1");
    }

    @Test
    void shouldEndTheSessionOnSigningOut() {
        browser.signIn(token("service"));
        var before = new ConsoleBrowser(port);
        assertThat(browser.get("/console/orders").statusCode()).isEqualTo(200);

        browser.post("/console/sign-out", Map.of());

        assertThat(browser.get("/console/orders").statusCode()).isEqualTo(302);
        assertThat(before.get("/console/orders").statusCode()).isEqualTo(302);
        assertThat(jdbc.sql("select count(*) from console_session")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void shouldEndTheSessionWhenItsTokenIsRevokedOrTheShiftIsOver() {
        var secret = newToken("leaver " + System.nanoTime(), "service");
        browser.signIn(secret);
        jdbc.sql("update api_token set revoked_at = now() where name like 'leaver %' and revoked_at is null")
                .update();
        assertThat(browser.get("/console/orders").statusCode()).isEqualTo(302);

        var second = new ConsoleBrowser(port).signIn(token("service"));
        jdbc.sql("update console_session set expires_at = now()").update();
        assertThat(second.get("/console/orders").statusCode()).isEqualTo(302);
    }

    @Test
    void shouldRefuseAFormThatAnotherSiteSends() {
        browser.signIn(token("service"));

        var answer = browser.postAsIs("/console/sign-out", Map.of());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("This page is too old", "Nothing was changed");
        assertThat(browser.get("/console/orders").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldSayWhatIsNotThereAndWhatIsNotOnes() {
        browser.signIn(token("associate"));
        var nowhere = browser.get("/console/no/such/page");
        assertThat(nowhere.statusCode()).isEqualTo(404);
        assertThat(nowhere.body()).contains("Not found", "To the start");
        var orders = browser.get("/console/orders");
        assertThat(orders.statusCode()).isEqualTo(403);
        assertThat(orders.body()).contains("not yours to open").doesNotContain("Exception");
        assertThat(browser.part("/console/orders").body()).doesNotContain("<html");
    }
}
