package org.baton.domain.order;

import java.time.LocalDate;
import org.baton.domain.common.NodeId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.relational.core.mapping.Column;

/**
 * How and where the customer wants the goods. The address is personal data: never logged.
 *
 * @param option the word of {@link DeliveryOption}
 * @param node the store the customer chose, for pickup and curbside
 */
public record Delivery(
        @Column("delivery_option") String option,
        @Column("delivery_node") @Nullable String node,
        @Column("delivery_requested_on") @Nullable LocalDate requestedOn,
        @Column("delivery_line1") @Nullable String line1,
        @Column("delivery_city") @Nullable String city,
        @Column("delivery_region") @Nullable String region,
        @Column("delivery_postal_code") @Nullable String postalCode,
        @Column("delivery_country") @Nullable String country) {

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
