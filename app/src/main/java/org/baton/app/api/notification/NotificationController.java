package org.baton.app.api.notification;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
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
     * @param text only for those who may see pickup codes, because it may hold one
     */
    record NotificationView(
            String id,
            String orderId,
            @Nullable String fulfilmentId,
            String message,
            String channel,
            @Nullable String recipient,
            @Nullable String text,
            String status,
            @Nullable String reason,
            Instant createdAt) {}

    private final NotificationBook book;
    private final OrderBook orders;

    NotificationController(NotificationBook book, OrderBook orders) {
        this.book = book;
        this.orders = orders;
    }

    @Operation(summary = "The messages about an order, oldest first, with those that were refused")
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
        return new NotificationView(
                message.key(),
                message.orderId().value(),
                message.fulfilmentId(),
                message.message(),
                message.channel(),
                message.recipient(),
                whole ? message.text() : null,
                message.status(),
                message.reason(),
                message.createdAt());
    }
}
