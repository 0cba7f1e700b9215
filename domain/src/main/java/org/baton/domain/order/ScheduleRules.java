package org.baton.domain.order;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When an order's turn comes; answered by the rule table {@code order-schedule}. */
public interface ScheduleRules {

    Turn turnOf(String deliveryOption, String channel, @Nullable String customerTier);

    /**
     * When an order's turn comes.
     *
     * @param startBefore how long before the day that the customer asked for its sourcing begins
     * @param priority who goes first when there is not enough for all; 1 is first
     */
    record Turn(Duration startBefore, int priority) {}
}
