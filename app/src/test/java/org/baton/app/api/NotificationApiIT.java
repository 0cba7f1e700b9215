package org.baton.app.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.baton.domain.common.GatewayRejectedException;
import org.baton.domain.common.GatewayUnavailableException;
import org.baton.domain.notification.MessageGateway;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.MessageGateway.Outgoing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;
import org.springframework.beans.factory.annotation.Autowired;

class NotificationApiIT extends ApiServer {

    @Autowired
    private MessageGateway gateway;

    private String order;

    @BeforeEach
    void place() {
        reset(gateway);
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
                .contains("3 segments (UCS-2");
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
        assertThat(post("/notifications/test-sends", testSend(channel, to), "service")
                        .problem(400, "invalid-input"))
                .containsExactly("to");
        verify(gateway, never()).send(any());
    }

    @Test
    void shouldSendATestToTheGivenAddressAloneAndKeepItOutOfTheOrdersMessages() {
        when(gateway.channels()).thenReturn(EnumSet.allOf(Channel.class));
        when(gateway.send(any())).thenReturn("msg_1");

        var sent = post("/notifications/test-sends", testSend("sms", "+13125550199"), "service")
                .is(200);

        assertThat(sent.body().path("providerId").asString("")).isEqualTo("msg_1");
        var outgoing = ArgumentCaptor.forClass(Outgoing.class);
        verify(gateway).send(outgoing.capture());
        assertThat(outgoing.getValue().recipient()).isEqualTo("+13125550199");
        assertThat(outgoing.getValue().channel()).isEqualTo(Channel.SMS);
        assertThat(outgoing.getValue().text()).contains("W-1");
        assertThat(get("/notifications?orderId=" + order, "service")
                        .body()
                        .path("items")
                        .size())
                .isZero();
        post("/notifications/test-sends", testSend("sms", "+13125550199"), "operator")
                .problem(403, "forbidden");
    }

    @Test
    void shouldSayWhatTheProviderSaidWhenATestIsRefusedOrNotAnswered() {
        when(gateway.channels()).thenReturn(EnumSet.allOf(Channel.class));
        when(gateway.send(any()))
                .thenThrow(new GatewayRejectedException("invalid_recipient"))
                .thenThrow(new GatewayUnavailableException("silence"));

        assertThat(post("/notifications/test-sends", testSend("email", "me@example.com"), "service")
                        .problem(409, "gateway-rejected"))
                .isEmpty();
        assertThat(post("/notifications/test-sends", testSend("email", "me@example.com"), "service")
                        .problem(503, "unavailable"))
                .isEmpty();
    }

    @Test
    void shouldForgetTheCustomerAndKeepTheFact() {
        jdbc.sql("""
                insert into notification (key, order_id, message, channel, recipient, text, status, created_at, updated_at)
                values ('k', ?, 'order-confirmed', 'EMAIL', 'ada@example.com', 'Hello Ada', 'SENT', now(), now()),
                       ('l', ?, 'feedback', 'EMAIL', null, null, 'SCHEDULED', now(), now())""").params(order, order).update();
        post("/customers/erasures", "{'customerId':'c-17'}", "service").problem(409, "orders-open");
        jdbc.sql("update orders set status = 'FULFILLED'").update();

        var erased = post("/customers/erasures", "{'customerId':'c-17'}", "service")
                .is(200)
                .body()
                .path("erased");

        assertThat(erased.path("messages").asInt(0)).isEqualTo(2);
        assertThat(erased.path("orders").asInt(0)).isEqualTo(1);
        assertThat(get("/notifications?orderId=" + order, "service").raw().body())
                .doesNotContain("ada@example.com", "Hello Ada")
                .contains("\"SENT\"", "\"STOPPED\"");
        assertThat(get("/orders/" + order, "service").is(200).raw().body())
                .doesNotContain("Ada", "ada@example.com")
                .contains("c-17");
    }

    @Test
    void shouldRefuseAnErasureThatNamesNobodyOrBoth() {
        for (var body : List.of("{}", "{'customerId':'c-17','orderId':'" + order + "'}")) {
            assertThat(post("/customers/erasures", body, "service").problem(400, "invalid-input"))
                    .containsExactly("customerId");
        }
        post("/customers/erasures", "{'orderId':'ord_nothing'}", "service").problem(404, "not-found");
        post("/customers/erasures", "{'customerId':'c-17'}", "operator").problem(403, "forbidden");
        assertThat(get("/orders/" + order, "service").raw().body()).contains("Ada Poe");
    }

    @Test
    void shouldTakeNewsOnceAndKeepThemInTheHistory() {
        var news = "{'event':'order-delayed','newDate':'2026-12-24'}";
        var key = Map.of("Idempotency-Key", "n-1");

        assertThat(tell(news, key).is(202).body().path("told").asBoolean(false)).isTrue();
        assertThat(tell(news, key).is(200).body().path("told").asBoolean(true)).isFalse();
        assertThat(tell(news, Map.of()).is(200).body().path("told").asBoolean(true))
                .isFalse();
        tell("{'event':'order-delayed','newDate':'2026-12-27'}", key).problem(422, "idempotency-key-reused");

        assertThat(jdbc.sql("select count(*) from notification_event where event = 'order-delayed'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(get("/orders/" + order + "/events", "service").raw().body()).contains("2026-12-24");
        assertThat(tell("{'event':'refunded'}", Map.of()).problem(400, "invalid-input"))
                .containsExactlyInAnyOrder("reference", "amount");
        post("/orders/ord_nothing/news", news, "system").problem(404, "not-found");
        post("/orders/" + order + "/news", news, "analyst").problem(403, "forbidden");
    }

    private Answer tell(String news, Map<String, String> headers) {
        return send("POST", "/api/v1/orders/" + order + "/news", "system", news.replace('\'', '"'), headers);
    }

    private String testSend(String channel, String to) {
        return "{'template':'order-confirmed','channel':'%s','orderId':'%s','to':'%s'}".formatted(channel, order, to);
    }

    private String preview(String template, String channel) {
        return "{'template':'%s','channel':'%s','orderId':'%s'}".formatted(template, channel, order);
    }
}
