package org.baton.domain.order;

import java.time.Duration;
import org.baton.domain.common.Money;
import org.jspecify.annotations.Nullable;

/** The business's judgement on a new order; answered by the rule table {@code order-screening}. */
public interface ScreeningRules {

    Screening screen(Facts facts);

    /**
     * What the judgement may look at.
     *
     * @param largestQuantity the largest quantity of one line
     */
    record Facts(
            Money value,
            String channel,
            String deliveryOption,
            @Nullable String customerTier,
            String paymentMethod,
            boolean knownPostalCode,
            int lineCount,
            int largestQuantity) {}

    /**
     * The judgement.
     *
     * @param holdReason for a hold
     * @param holdExpiresAfter a held order that nobody releases in this time is cancelled
     * @param because the annotation of the row that decided
     * @param version which version of the table decided
     */
    record Screening(
            Verdict verdict,
            @Nullable HoldReason holdReason,
            Duration holdExpiresAfter,
            String because,
            String version) {}

    /** What happens next. */
    enum Verdict {
        ACCEPT,
        HOLD,
        REJECT
    }
}
