package org.baton.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.baton.app.api.ApiServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders and messages, without a browser's scripts. */
class OrderPagesIT extends ApiServer {

    private ConsoleBrowser browser;
    private String order;

    @BeforeEach
    void placed() {
        order = placed("W-1");
        browser = new ConsoleBrowser(port).signIn(token("service"));
    }

    @Test
    void shouldFindOrdersByNumberNameAndStatus() {
        for (var query : new String[] {"q=W-1", "q=ada", "q=" + order, "status=CREATED", ""}) {
            assertThat(browser.get("/console/orders?" + query).body()).as(query).contains(">W-1</a>", "Ada Poe");
        }
        assertThat(browser.get("/console/orders?q=W-2").body())
                .contains("No order fits")
                .doesNotContain(">W-1</a>");
        for (var query : new String[] {"status=SLEEPING", "cursor=rubbish", "q=" + "x".repeat(300)}) {
            assertThat(browser.get("/console/orders?" + query).statusCode())
                    .as(query)
                    .isEqualTo(400);
        }
    }

    @Test
    void shouldTurnPages() {
        for (int i = 2; i <= 55; i++) {
            placed("W-" + i);
        }
        var first = browser.get("/console/orders").body();
        var older = first.replaceAll("(?s).*href=\"(/console/orders\\?[^\"]*cursor=[^\"]+)\".*", "$1")
                .replace("&amp;", "&");
        assertThat(browser.get(older).body()).contains(">W-1</a>").doesNotContain("Older orders");
    }

    @Test
    void shouldShowAnOrderWhole() {
        assertThat(browser.get("/console/orders/" + order).body())
                .contains(
                        "Ada Poe", "ada@example.com", "JACKET-M", "Order accepted", "178.71", "Nothing is sourced yet");
        assertThat(browser.get("/console/orders/ord_nothing").statusCode()).isEqualTo(404);
        assertThat(browser.get("/console/orders/rubbish").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldHidePersonalDataFromAnalysts() {
        var analyst = new ConsoleBrowser(port).signIn(token("analyst"));
        message("Hello");
        for (var path : new String[] {"/console/orders", "/console/orders/" + order}) {
            assertThat(analyst.get(path).body())
                    .contains("W-1")
                    .doesNotContain("Ada Poe", "ada@example.com", "Mailbox");
        }
        assertThat(analyst.get("/console/mailbox").statusCode()).isEqualTo(403);
        assertThat(analyst.get("/console/mailbox/message?key=k").statusCode()).isEqualTo(403);
    }

    private void message(String html) {
        jdbc.sql("""
                insert into notification (key, order_id, message, channel, recipient, subject, text, html, status,
                                          created_at, updated_at)
                values ('k', ?, 'ready-for-pickup', 'EMAIL', 'ada@example.com', 'Ready <now>', 'Code 123456', ?, 'SENT',
                        now(), now())""").params(order, html).update();
    }

    @Test
    void shouldShowMessagesSafely() {
        message("<p>Your order</p><script>alert(1)</script>");

        assertThat(browser.get("/console/mailbox").body()).contains("Ready &lt;now&gt;", "ada@example.com");
        for (var q : new String[] {"ada@", "ready", "W-1", order}) {
            assertThat(browser.get("/console/mailbox?q=" + q).body()).as(q).contains("Ready &lt;now&gt;");
        }
        assertThat(browser.get("/console/mailbox?q=nobody").body()).contains("No message fits");
        assertThat(browser.get("/console/mailbox/message?key=k").body())
                .contains("Code 123456", "sandbox=\"\"")
                .doesNotContain("<script>alert");
        var body = browser.get("/console/mailbox/message/body?key=k");
        assertThat(body.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("sandbox;")
                .contains("default-src 'none'")
                .doesNotContain("script");
        assertThat(browser.get("/console/mailbox/message?key=nothing").statusCode())
                .isEqualTo(404);
        assertThat(browser.get("/console/mailbox/message").statusCode()).isEqualTo(400);
        assertThat(browser.get("/console/orders/" + order).body()).contains("/console/mailbox/message?key=k");
    }
}
