package org.baton.connectors.sendgrid;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.Json;
import org.baton.domain.notification.InboundHook;
import org.baton.domain.notification.InboundHook.Report.OptOut;
import org.baton.domain.notification.InboundHook.Report.Receipt;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.Notification.Status;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** SendGrid's signed event webhook: ECDSA over the timestamp and the body as they came. */
final class SendGridHook implements InboundHook {

    private static final Json JSON = new Json();

    private final PublicKey key;

    SendGridHook(SendGridSettings settings) {
        try {
            var encoded = new X509EncodedKeySpec(Base64.getDecoder().decode(settings.webhookKey()));
            this.key = KeyFactory.getInstance("EC").generatePublic(encoded);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("baton.sendgrid.webhook-key is not a public key", e);
        }
    }

    @Override
    public String vendor() {
        return "sendgrid";
    }

    @Override
    public List<Report> read(Call call) {
        var signature = call.header("x-twilio-email-event-webhook-signature");
        var timestamp = call.header("x-twilio-email-event-webhook-timestamp");
        if (signature.isEmpty() || timestamp.isEmpty()) {
            throw new ForgedException("not signed");
        }
        if (!isValid(signature.get(), timestamp.get(), call.body())) {
            throw new ForgedException("signed by somebody else");
        }
        try {
            return JSON.tree(new String(call.body(), StandardCharsets.UTF_8))
                    .valueStream()
                    .map(SendGridHook::report)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (JacksonException e) {
            throw new InvalidInputException("", "malformed-json", "This is not a list of events.");
        }
    }

    private boolean isValid(String signature, String timestamp, byte[] body) {
        try {
            var check = Signature.getInstance("SHA256withECDSA");
            check.initVerify(key);
            check.update(timestamp.getBytes(StandardCharsets.UTF_8));
            check.update(body);
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<Report> report(JsonNode event) {
        var id = event.path("sg_event_id").asString("");
        if (id.isEmpty()) {
            return Optional.empty();
        }
        return switch (event.path("event").asString("")) {
            case "delivered" -> Optional.of(receipt(id, event, Status.DELIVERED, null));
            case "bounce", "dropped" ->
                Optional.of(
                        receipt(id, event, Status.BOUNCED, event.path("event").asString("")));
            case "spamreport", "unsubscribe", "group_unsubscribe" ->
                Optional.of(new OptOut(
                        id,
                        Channel.EMAIL,
                        event.path("email").asString(""),
                        event.path("event").asString("")));
            default -> Optional.empty();
        };
    }

    /** SendGrid's id of an event's message begins with the id that sending was answered with. */
    private static Receipt receipt(String id, JsonNode event, Status status, @Nullable String detail) {
        var message = event.path("sg_message_id").asString("").replaceFirst("\\..*", "");
        var baton = event.path(SendGridEmail.KEY).asString("");
        return new Receipt(id, Channel.EMAIL, message, baton.isEmpty() ? null : baton, status, detail);
    }
}
