package org.baton.domain.payment;

import java.time.Instant;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.Money;
import org.baton.domain.common.OrderId;
import org.jspecify.annotations.Nullable;

/**
 * One effect on money.
 *
 * @param key of the business: {@code orderId/authorise/n}, {@code orderId/fulfilmentId/capture}, {@code orderId/void}
 * @param reason why it was declined
 */
public record PaymentEntry(
        String key,
        OrderId orderId,
        @Nullable FulfilmentId fulfilmentId,
        Kind kind,
        Status status,
        Money amount,
        @Nullable String providerReference,
        @Nullable String reason,
        Instant createdAt) {

    /** What was asked of the provider. */
    public enum Kind {
        AUTHORISATION,
        CAPTURE,
        VOID
    }

    /** What came of it; PENDING until the provider's answer is known. */
    public enum Status {
        PENDING,
        DONE,
        DECLINED
    }
}
