package org.baton.connectors.onesignal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.baton.connectors.HttpVendor;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.Json;
import org.baton.domain.notification.InboundHook;
import org.baton.domain.notification.InboundHook.Report.Receipt;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.Notification.Status;
import tools.jackson.core.JacksonException;

/** OneSignal's event stream. It carries no signature, but a header that only its owner could set. */
final class OneSignalHook implements InboundHook {

    private static final Json JSON = new Json();

    private final String secret;

    OneSignalHook(OneSignalSettings settings) {
        this.secret = settings.webhookSecret();
    }

    @Override
    public String vendor() {
        return "onesignal";
    }

    @Override
    public List<Report> read(Call call) {
        var given = call.header("x-baton-secret").orElseThrow(() -> new ForgedException("no secret"));
        if (secret.isBlank() || !HttpVendor.same(secret, given)) {
            throw new ForgedException("the wrong secret");
        }
        try {
            var event = JSON.tree(new String(call.body(), StandardCharsets.UTF_8));
            var id = event.path("event_id").asString(event.path("event.id").asString(""));
            var message =
                    event.path("message_id").asString(event.path("message.id").asString(""));
            var kind = event.path("kind").asString(event.path("event.kind").asString(""));
            if (id.isEmpty() || message.isEmpty()) {
                throw new InvalidInputException("message_id", "required", "Which message?");
            }
            return switch (kind) {
                case "message.push.received" ->
                    List.of(new Receipt(id, Channel.PUSH, message, null, Status.DELIVERED, null));
                case "message.push.failed" ->
                    List.of(new Receipt(id, Channel.PUSH, message, null, Status.BOUNCED, "failed"));
                default -> List.of();
            };
        } catch (JacksonException e) {
            throw new InvalidInputException("", "malformed-json", "This is not an event.");
        }
    }
}
