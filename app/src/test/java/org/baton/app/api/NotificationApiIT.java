package org.baton.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotificationApiIT extends ApiServer {

    private String order;

    @BeforeEach
    void place() {
        order = placed("W-1");
    }

    @Test
    void shouldPreviewAnEmailWithBothParts() {
        jdbc.sql("update orders set customer_name = '<b>Ada</b>'").update();

        var message = post("/notifications/previews", preview("order-confirmed", "email"), "service")
                .is(200)
                .body()
                .path("message");

        assertThat(message.path("subject").asString("")).contains("W-1");
        assertThat(message.path("text").asString("")).contains("Hello <b>Ada</b>");
        assertThat(message.path("html").asString(""))
                .contains("&lt;b&gt;Ada&lt;/b&gt;")
                .doesNotContain("<b>Ada");
    }

    @Test
    void shouldWarnWhenAnSmsTakesMoreThanOneSegment() {
        var single = post("/notifications/previews", preview("order-confirmed", "sms"), "service");
        assertThat(single.body().path("warnings").size()).isZero();
        assertThat(single.body().path("message").path("length").path("encoding").asString(""))
                .isEqualTo("GSM-7");
        jdbc.sql("update orders set channel_order_number = 'W-🎉'").update();

        assertThat(post("/notifications/previews", preview("order-confirmed", "sms"), "service")
                        .body()
                        .path("warnings")
                        .get(0)
                        .asString(""))
                .contains("2 segments (UCS-2");
    }

    @ParameterizedTest
    @CsvSource({
        "no-such-message, email, template",
        "../../secret, email, template",
        "order-confirmed, fax, channel",
        "order-confirmed, events, template"
    })
    void shouldRefuseAPreviewThatCannotBe(String template, String channel, String field) {
        assertThat(post("/notifications/previews", preview(template, channel), "service")
                        .problem(400, "invalid-input"))
                .containsExactly(field);
    }

    @ParameterizedTest
    @CsvSource({"sms, 555-0100", "sms, +0123", "email, nobody", "email, a@b", "sms, '+13125550100<script>'"})
    void shouldRefuseATestSendWhenTheAddressCannotBe(String channel, String to) {
        var body =
                "{'template':'order-confirmed','channel':'%s','orderId':'%s','to':'%s'}".formatted(channel, order, to);

        assertThat(post("/notifications/test-sends", body, "service").problem(400, "invalid-input"))
                .containsExactly("to");
    }

    @Test
    void shouldForgetTheCustomerAndKeepTheFact() {
        jdbc.sql("""
                insert into notification (key, order_id, message, channel, recipient, text, status, created_at, updated_at)
                values ('k', ?, 'order-confirmed', 'EMAIL', 'ada@example.com', 'Hello Ada', 'SENT', now(), now()),
                       ('l', ?, 'feedback', 'EMAIL', null, null, 'SCHEDULED', now(), now())""").params(order, order).update();

        assertThat(post("/notifications/erasures", "{'customerId':'c-17'}", "service")
                        .is(200)
                        .body()
                        .path("messages")
                        .asInt(0))
                .isEqualTo(2);
        assertThat(get("/notifications?orderId=" + order, "service").raw().body())
                .doesNotContain("ada@example.com", "Hello Ada")
                .contains("\"SENT\"", "\"STOPPED\"");
        post("/notifications/erasures", "{'customerId':'c-17'}", "operator").problem(403, "forbidden");
    }

    private String preview(String template, String channel) {
        return "{'template':'%s','channel':'%s','orderId':'%s'}".formatted(template, channel, order);
    }
}
