package org.baton.connectors.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.notification.InboundHook.Call;
import org.baton.domain.notification.InboundHook.ForgedException;
import org.baton.domain.notification.InboundHook.Report.Receipt;
import org.baton.domain.notification.InboundHook.Report.Reply;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.Notification.Status;
import org.junit.jupiter.api.Test;

class TwilioHookTest {

    private static final String HOOK = "https://shop.example.com/hooks/twilio";

    private final TwilioHook hook = new TwilioHook(settings(HOOK));

    private static TwilioSettings settings(String webhook) {
        return new TwilioSettings(
                "AC1",
                "12345",
                "+15005550000",
                URI.create("http://127.0.0.1"),
                URI.create(webhook),
                Duration.ofSeconds(1));
    }

    /** The vector of Twilio's own documentation and libraries. */
    @Test
    void shouldAcceptTwiliosPublishedVector() {
        var published = new TwilioSignature("12345");
        var form = new TreeMap<>(Map.of(
                "CallSid", List.of("CA1234567890ABCDE"),
                "Caller", List.of("+14158675309"),
                "Digits", List.of("1234"),
                "From", List.of("+14158675309"),
                "To", List.of("+18005551212")));
        var address = "https://mycompany.com/myapp.php?foo=1&bar=2";

        assertThat(published.isValid(address, form, "RSOYDt4T1cUTdK1PDd93/VVr8B8="))
                .isTrue();
        assertThat(published.isValid(address + "3", form, "RSOYDt4T1cUTdK1PDd93/VVr8B8="))
                .isFalse();
        form.put("Digits", List.of("1235"));
        assertThat(published.isValid(address, form, "RSOYDt4T1cUTdK1PDd93/VVr8B8="))
                .isFalse();
    }

    @Test
    void shouldReadAReplyWhenItIsSigned() {
        var call = signed("Body=STOP&From=%2B13125550100&MessageSid=SM1", "BodySTOPFrom+13125550100MessageSidSM1");

        assertThat(hook.read(call)).containsExactly(new Reply("SM1", Channel.SMS, "+13125550100", "STOP"));
    }

    @Test
    void shouldReadAReceiptWhenItIsSigned() {
        var call = signed(
                "ErrorCode=30003&MessageSid=SM1&MessageStatus=undelivered",
                "ErrorCode30003MessageSidSM1MessageStatusundelivered");

        assertThat(hook.read(call))
                .containsExactly(new Receipt(
                        "SM1/undelivered", Channel.SMS, "SM1", null, Status.BOUNCED, "undelivered, code 30003"));
        assertThat(hook.read(signed("MessageSid=SM1&MessageStatus=sent", "MessageSidSM1MessageStatussent")))
                .isEmpty();
    }

    @Test
    void shouldRefuseWhenItIsForged() {
        var body = "Body=STOP&From=%2B13125550100&MessageSid=SM1".getBytes(StandardCharsets.UTF_8);
        for (var headers : List.of(Map.<String, String>of(), Map.of("x-twilio-signature", "Zm9yZ2Vk"))) {
            assertThatThrownBy(() -> hook.read(new Call(null, headers, body))).isInstanceOf(ForgedException.class);
        }
        assertThatThrownBy(() -> hook.read(new Call("a=1", signed("A=1", "A1").headers(), body)))
                .isInstanceOf(ForgedException.class);
        assertThatThrownBy(() -> hook.read(
                        new Call(null, Map.of("x-twilio-signature", "x"), "%zz=1".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(ForgedException.class);
    }

    @Test
    void shouldRefuseWhenASignedCallSaysNothing() {
        assertThatThrownBy(() -> hook.read(signed("Body=x", "Bodyx"))).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void shouldEscapeAReply() {
        assertThat(hook.reply("a < b & c"))
                .hasValueSatisfying(xml -> assertThat(xml).contains("<Message>a &lt; b &amp; c</Message>"));
    }

    private static Call signed(String body, String fields) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec("12345".getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            var signature =
                    Base64.getEncoder().encodeToString(mac.doFinal((HOOK + fields).getBytes(StandardCharsets.UTF_8)));
            return new Call(null, Map.of("x-twilio-signature", signature), body.getBytes(StandardCharsets.UTF_8));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
