package org.baton.domain.order;

import java.time.LocalDate;
import org.baton.domain.common.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * How and where the customer wants the goods. The address is personal data: never logged.
 *
 * @param option the word of {@link DeliveryOption}
 * @param node the store the customer chose, for pickup and curbside
 */
public record Delivery(
        String option,
        @Nullable String node,
        @Nullable LocalDate requestedOn,
        @Nullable String line1,
        @Nullable String city,
        @Nullable String region,
        @Nullable String postalCode,
        @Nullable String country) {

    public DeliveryOption deliveryOption() {
        return DeliveryOption.of(option).orElseThrow();
    }

    public @Nullable NodeId chosenNode() {
        return node == null ? null : new NodeId(node);
    }

    @Override
    public String toString() {
        return "delivery by " + option;
    }
}
