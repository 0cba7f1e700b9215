package org.baton.app.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.baton.app.api.ApiServer;
import org.baton.domain.notification.InboundHook;
import org.baton.domain.notification.InboundHook.Report.Reply;
import org.baton.domain.notification.MessageGateway.Channel;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** What the hook does around a vendor's signature; the signatures themselves are tested with each vendor. */
@Import(HookIT.Vendor.class)
class HookIT extends ApiServer {

    @TestConfiguration(proxyBeanMethods = false)
    static class Vendor {

        @Bean
        InboundHook vendor() {
            return new InboundHook() {
                @Override
                public String vendor() {
                    return "test";
                }

                @Override
                public List<Report> read(Call call) {
                    if (!call.header("x-signature").orElse("").equals("good")) {
                        throw new ForgedException("signed by somebody else");
                    }
                    var word = new String(call.body(), java.nio.charset.StandardCharsets.UTF_8);
                    return List.of(new Reply("event-" + word, Channel.SMS, "+13125550100", word));
                }

                @Override
                public java.util.Optional<String> reply(String text) {
                    return java.util.Optional.of("<Response>" + text.length() + "</Response>");
                }
            };
        }
    }

    @Test
    void shouldRecordStopOnceWhenTheCallIsReplayed() {
        for (int time = 0; time < 3; time++) {
            call("test", "STOP", "good").is(204);
        }

        assertThat(changes()).containsExactly(false);
        call("test", "Comenzar", "good").is(204);
        assertThat(changes()).containsExactly(false, true);
        assertThat(jdbc.sql("select count(*) from consent_change where recipient_hash like '%3125550100%'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void shouldAnswerHelpAndIgnoreOtherWords() {
        assertThat(call("test", "ayuda.", "good").is(200).raw().body()).startsWith("<Response>");
        call("test", "🎉🎉", "good").is(204);
        call("test", "where is my order?", "good").is(204);
        assertThat(changes()).isEmpty();
    }

    @Test
    void shouldRefuseAForgedCall() {
        call("test", "STOP", "bad").problem(403, "forged");
        call("nobody", "STOP", "good").problem(404, "not-found");
        assertThat(changes()).isEmpty();
    }

    @Test
    void shouldRefuseABodyOfOneMegabyte() {
        call("test", "x".repeat(1 << 20), "good").problem(413, "body-too-large");
    }

    private Answer call(String vendor, String body, String signature) {
        return send(
                "POST",
                "/hooks/" + vendor,
                null,
                BodyPublishers.ofString(body),
                Map.of("Content-Type", "application/x-www-form-urlencoded", "X-Signature", signature));
    }

    private List<Boolean> changes() {
        return jdbc.sql("select allowed from consent_change order by id")
                .query(Boolean.class)
                .list();
    }
}
