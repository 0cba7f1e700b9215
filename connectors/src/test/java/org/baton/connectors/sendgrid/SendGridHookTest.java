package org.baton.connectors.sendgrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.notification.InboundHook.Call;
import org.baton.domain.notification.InboundHook.ForgedException;
import org.baton.domain.notification.InboundHook.Report.OptOut;
import org.baton.domain.notification.InboundHook.Report.Receipt;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.Notification.Status;
import org.junit.jupiter.api.Test;

class SendGridHookTest {

    /** Key, signature and payload that SendGrid's own libraries publish as their test. */
    private static final String KEY = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83T4O/n84iotIvIW4mdBgQ/7dAfSmpqIM8kF9mN1"
            + "flpVKS3GRqe62gw+2fNNRaINXvVpiglSI8eNEc6wEA3F+g==";

    private static final String SIGNATURE =
            "MEUCIGHQVtGj+Y3LkG9fLcxf3qfI10QysgDWmMOVmxG0u6ZUAiEAyBiXDWzM+uOe5W0JuG+lu" + "QAbPIqHh89M15TluLtEZtM=";
    private static final String TIMESTAMP = "1600112502";
    private static final String PAYLOAD =
            "[{\"email\":\"hello@world.com\",\"event\":\"dropped\",\"reason\":\"Bounced Address\","
                    + "\"sg_event_id\":\"ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA\","
                    + "\"sg_message_id\":\"LRzXl_NHStOGhQ4kofSm_A.filterdrecv-p3mdw1-756b745b58-kmzbl-18-5F5FC76C-9.0\","
                    + "\"smtp-id\":\"<LRzXl_NHStOGhQ4kofSm_A@ismtpd0039p1iad1.sendgrid.net>\",\"timestamp\":1600112492}]"
                    + "\r\n";

    private final SendGridHook hook = new SendGridHook(settings(KEY));

    private static SendGridSettings settings(String key) {
        return new SendGridSettings(
                "SG.key", "shop@example.com", "Shop", URI.create("http://127.0.0.1"), key, Duration.ofSeconds(1));
    }

    @Test
    void shouldAcceptSendGridsPublishedVector() {
        assertThat(hook.read(call(SIGNATURE, TIMESTAMP, PAYLOAD)))
                .containsExactly(new Receipt(
                        "ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA",
                        Channel.EMAIL,
                        "LRzXl_NHStOGhQ4kofSm_A",
                        null,
                        Status.BOUNCED,
                        "dropped"));
    }

    @Test
    void shouldRefuseWhenAnythingIsForged() {
        for (var forged : new Call[] {
            call(SIGNATURE, "1600112503", PAYLOAD),
            call(SIGNATURE, TIMESTAMP, PAYLOAD.strip()),
            call(SIGNATURE.replace('M', 'N'), TIMESTAMP, PAYLOAD),
            call("not base64!", TIMESTAMP, PAYLOAD),
            new Call(null, Map.of(), PAYLOAD.getBytes(StandardCharsets.UTF_8))
        }) {
            assertThatThrownBy(() -> hook.read(forged)).isInstanceOf(ForgedException.class);
        }
    }

    @Test
    void shouldReadDeliveriesAndOptOutsWhenSigned() throws GeneralSecurityException {
        var keys = KeyPairGenerator.getInstance("EC");
        keys.initialize(256);
        var pair = keys.generateKeyPair();
        var own = new SendGridHook(
                settings(Base64.getEncoder().encodeToString(pair.getPublic().getEncoded())));
        var body = "[{\"event\":\"delivered\",\"sg_event_id\":\"e1\",\"sg_message_id\":\"m1.x\",\"baton_key\":\"k/1\"},"
                + "{\"event\":\"spamreport\",\"sg_event_id\":\"e2\",\"email\":\"a@b.com\"},{\"event\":\"open\"},7]";

        assertThat(own.read(signed(pair, body)))
                .containsExactly(
                        new Receipt("e1", Channel.EMAIL, "m1", "k/1", Status.DELIVERED, null),
                        new OptOut("e2", Channel.EMAIL, "a@b.com", "spamreport"));
        assertThatThrownBy(() -> own.read(signed(pair, "[{"))).isInstanceOf(InvalidInputException.class);
    }

    private static Call signed(KeyPair pair, String body) throws GeneralSecurityException {
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update((TIMESTAMP + body).getBytes(StandardCharsets.UTF_8));
        return call(Base64.getEncoder().encodeToString(signature.sign()), TIMESTAMP, body);
    }

    private static Call call(String signature, String timestamp, String body) {
        return new Call(
                null,
                Map.of(
                        "x-twilio-email-event-webhook-signature", signature,
                        "x-twilio-email-event-webhook-timestamp", timestamp),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
