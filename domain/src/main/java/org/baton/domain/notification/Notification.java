package org.baton.domain.notification;

import java.time.Instant;
import org.baton.domain.common.OrderId;
import org.jspecify.annotations.Nullable;

/**
 * A message as it was sent, or why it was not.
 *
 * @param message which message: order-shipped, ready-for-pickup, …
 * @param status PENDING, SENT or REFUSED
 */
public record Notification(
        String key,
        OrderId orderId,
        @Nullable String fulfilmentId,
        String message,
        String channel,
        @Nullable String recipient,
        String text,
        String status,
        @Nullable String providerId,
        @Nullable String reason,
        Instant createdAt) {}
