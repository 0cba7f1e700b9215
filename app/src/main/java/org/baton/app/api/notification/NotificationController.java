package org.baton.app.api.notification;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.baton.app.access.Caller;
import org.baton.app.api.web.Page;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.notification.Notification;
import org.baton.domain.notification.NotificationBook;
import org.baton.domain.order.OrderBook;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Notifications", description = "What customers were told")
@RestController
@RequestMapping("/api/v1/notifications")
class NotificationController {

    /**
     * A message.
     *
     * @param subject and text only for those who may see pickup codes, because they may hold one
     * @param because why it was planned, in the words of the cadence table's author
     * @param reason why it ended as it did
     * @param history its states, oldest first
     */
    record NotificationView(
            String id,
            String orderId,
            @Nullable String fulfilmentId,
            String event,
            String message,
            String channel,
            @Nullable String recipient,
            @Nullable String subject,
            @Nullable String text,
            @Nullable String language,
            @Nullable String templateVersion,
            @Nullable String rulesVersion,
            @Nullable String because,
            String status,
            @Nullable String reason,
            @Nullable String providerId,
            Instant dueAt,
            Instant createdAt,
            List<Notification.State> history) {}

    private final NotificationBook book;
    private final OrderBook orders;

    NotificationController(NotificationBook book, OrderBook orders) {
        this.book = book;
        this.orders = orders;
    }

    @Operation(summary = "The messages about an order, oldest first, with those that were planned, stopped or refused")
    @GetMapping
    Page<NotificationView> of(
            @RequestParam(required = false) @Nullable String orderId, @AuthenticationPrincipal Caller caller) {
        var asked = QueryChecks.orderId(orderId);
        if (asked == null) {
            throw new InvalidInputException("orderId", "required", "Name the order.");
        }
        var order = orders.get(asked);
        return Page.whole(book.of(order.id()).stream()
                .map(message -> view(message, caller.maySeePickupCodes()))
                .toList());
    }

    private static NotificationView view(Notification message, boolean whole) {
        var words = message.words();
        var plan = message.plan();
        return new NotificationView(
                message.key(),
                message.orderId().value(),
                message.fulfilmentId(),
                plan.event(),
                message.message(),
                message.channel(),
                message.recipient(),
                whole ? words.subject() : null,
                whole ? words.text() : null,
                words.language(),
                words.templateVersion(),
                plan.rules(),
                plan.because(),
                message.status(),
                message.reason(),
                message.providerId(),
                plan.dueAt(),
                message.createdAt(),
                message.history());
    }
}
