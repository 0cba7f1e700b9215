package org.baton.connectors.twilio;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.notification.InboundHook;
import org.baton.domain.notification.InboundHook.Report.Receipt;
import org.baton.domain.notification.InboundHook.Report.Reply;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.Notification.Status;

/** What Twilio calls Baton with: the state of a message, and what customers write back. */
final class TwilioHook implements InboundHook {

    private static final Set<String> FAILED = Set.of("failed", "undelivered");

    private final TwilioSettings settings;
    private final TwilioSignature signature;

    TwilioHook(TwilioSettings settings) {
        this.settings = settings;
        this.signature = new TwilioSignature(settings.authToken());
    }

    @Override
    public String vendor() {
        return "twilio";
    }

    @Override
    public List<Report> read(Call call) {
        var form = form(new String(call.body(), StandardCharsets.UTF_8));
        var address = settings.webhook() + (call.query() == null ? "" : "?" + call.query());
        var given = call.header("x-twilio-signature").orElseThrow(() -> new ForgedException("not signed"));
        if (!signature.isValid(address, form, given)) {
            throw new ForgedException("signed by somebody else");
        }
        var id = first(form, "MessageSid")
                .orElseThrow(() -> new InvalidInputException("MessageSid", "required", "Which message?"));
        var status = first(form, "MessageStatus");
        return status.isPresent() ? receipt(id, status.get(), form) : reply(id, form);
    }

    private static List<Report> receipt(String id, String status, SortedMap<String, List<String>> form) {
        if (!status.equals("delivered") && !FAILED.contains(status)) {
            return List.of();
        }
        var end = status.equals("delivered") ? Status.DELIVERED : Status.BOUNCED;
        var code = first(form, "ErrorCode").orElse(null);
        return List.of(new Receipt(
                id + "/" + status, Channel.SMS, id, null, end, code == null ? null : status + ", code " + code));
    }

    private static List<Report> reply(String id, SortedMap<String, List<String>> form) {
        var from =
                first(form, "From").orElseThrow(() -> new InvalidInputException("From", "required", "Who wrote it?"));
        return List.of(new Reply(id, Channel.SMS, from, first(form, "Body").orElse("")));
    }

    private static Optional<String> first(SortedMap<String, List<String>> form, String name) {
        return Optional.ofNullable(form.get(name)).map(List::getFirst);
    }

    private static SortedMap<String, List<String>> form(String body) {
        var form = new TreeMap<String, List<String>>();
        for (var field : body.isEmpty() ? new String[0] : body.split("&", -1)) {
            var is = field.indexOf('=');
            var name = decode(is < 0 ? field : field.substring(0, is));
            form.computeIfAbsent(name, n -> new ArrayList<>()).add(is < 0 ? "" : decode(field.substring(is + 1)));
        }
        return form;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ForgedException("not a form");
        }
    }

    @Override
    public Optional<String> reply(String text) {
        var escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return Optional.of(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Message>" + escaped + "</Message></Response>");
    }
}
