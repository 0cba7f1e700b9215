package org.baton.app.api.notification;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.OrderId;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.Previews;
import org.baton.domain.notification.Previews.Preview;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Notifications")
@RestController
@RequestMapping("/api/v1/notifications")
class PreviewController {

    /** @param language of the customer if it is not given */
    record PreviewRequest(
            @Nullable String template,
            @Nullable String channel,
            @Nullable String language,
            @Nullable String orderId) {}

    /** @param to an address of one's own */
    record TestSendRequest(
            @Nullable String template,
            @Nullable String channel,
            @Nullable String language,
            @Nullable String orderId,
            @Nullable String to) {}

    /** @param warnings e.g. that an SMS takes more than one segment */
    record PreviewView(Preview message, List<String> warnings) {}

    record Sent(String providerId, List<String> warnings) {}

    private final Previews previews;

    PreviewController(Previews previews) {
        this.previews = previews;
    }

    @Operation(summary = "A message as the customer of an order would get it; nothing is sent")
    @PostMapping("/previews")
    PreviewView preview(@RequestBody PreviewRequest request) {
        var preview = worded(request);
        return new PreviewView(preview, warnings(preview));
    }

    @Operation(summary = "Sends a message to an address of your own, with the values of an order")
    @PostMapping("/test-sends")
    Sent testSend(@RequestBody TestSendRequest request) {
        var asked = new PreviewRequest(request.template(), request.channel(), request.language(), request.orderId());
        var checks = new FieldChecks();
        var to = checks.required("to", request.to(), 254);
        checks.orThrow();
        var preview = worded(asked);
        return new Sent(
                previews.testSend(preview, channel(request.channel()), order(request.orderId()), to),
                warnings(preview));
    }

    private Preview worded(PreviewRequest request) {
        var checks = new FieldChecks();
        var template = checks.required("template", request.template(), 60);
        checks.orThrow();
        return previews.preview(template, channel(request.channel()), request.language(), order(request.orderId()));
    }

    private static Channel channel(@Nullable String word) {
        return Arrays.stream(Channel.values())
                .filter(channel -> channel.text().equals(word))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("channel", "unknown-value", "One of email, sms, push."));
    }

    private static OrderId order(@Nullable String id) {
        if (id == null) {
            throw new InvalidInputException("orderId", "required", "Name the order.");
        }
        return Objects.requireNonNull(QueryChecks.orderId(id));
    }

    private static List<String> warnings(Preview preview) {
        var length = preview.length();
        return length == null || length.segments() == 1
                ? List.of()
                : List.of("It takes %d segments (%s, %d units): each is paid for, and they may arrive torn."
                        .formatted(length.segments(), length.encoding(), length.units()));
    }
}
