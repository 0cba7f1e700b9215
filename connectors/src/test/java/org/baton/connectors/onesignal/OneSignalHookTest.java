package org.baton.connectors.onesignal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.baton.domain.notification.InboundHook.Call;
import org.baton.domain.notification.InboundHook.ForgedException;
import org.baton.domain.notification.InboundHook.Report.Receipt;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.Notification.Status;
import org.junit.jupiter.api.Test;

class OneSignalHookTest {

    private static final String BODY = "{\"event_id\":\"e1\",\"message_id\":\"m1\",\"kind\":\"message.push.failed\"}";

    private final OneSignalHook hook = hook("s3cret");

    @Test
    void shouldReadAReceiptWhenTheSecretIsRight() {
        assertThat(hook.read(call(Map.of("x-baton-secret", "s3cret"))))
                .containsExactly(new Receipt("e1", Channel.PUSH, "m1", null, Status.BOUNCED, "failed"));
    }

    @Test
    void shouldRefuseWhenTheSecretIsMissingOrWrong() {
        assertThatThrownBy(() -> hook.read(call(Map.of()))).isInstanceOf(ForgedException.class);
        assertThatThrownBy(() -> hook.read(call(Map.of("x-baton-secret", "s3cre"))))
                .isInstanceOf(ForgedException.class);
        assertThatThrownBy(() -> hook("").read(call(Map.of("x-baton-secret", ""))))
                .isInstanceOf(ForgedException.class);
    }

    private static OneSignalHook hook(String secret) {
        return new OneSignalHook(
                new OneSignalSettings("app", "key", URI.create("http://127.0.0.1"), secret, Duration.ofSeconds(1)));
    }

    private static Call call(Map<String, String> headers) {
        return new Call(null, headers, BODY.getBytes(StandardCharsets.UTF_8));
    }
}
