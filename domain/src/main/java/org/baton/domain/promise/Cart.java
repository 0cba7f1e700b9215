package org.baton.domain.promise;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.baton.domain.common.NodeId;
import org.baton.domain.order.Customer;
import org.baton.domain.order.Delivery;
import org.baton.domain.order.DeliveryOption;
import org.baton.domain.order.Order;
import org.baton.domain.order.OrderLine;
import org.baton.domain.order.OrderStatus;
import org.jspecify.annotations.Nullable;

/** A cart that was checked. */
record Cart(
        String channel,
        @Nullable String tier,
        @Nullable String postalCode,
        @Nullable String region,
        List<DeliveryOption> options,
        @Nullable NodeId node,
        Map<Integer, OrderLine> lines,
        String currency,
        @Nullable Duration hold,
        @Nullable DeliveryOption holdOption) {

    /** The order that it would become now, for sourcing to plan. */
    Order asOrder(String id, DeliveryOption option, @Nullable NodeId at, Instant now) {
        return new Order(
                id,
                channel,
                id,
                OrderStatus.CREATED,
                null,
                null,
                null,
                now,
                now,
                null,
                new Customer(null, null, null, null, null, List.of(), tier),
                new Delivery(option.text(), at == null ? null : at.value(), null, null, null, region, postalCode, null),
                currency,
                0,
                "card",
                null,
                null,
                null,
                0,
                lines);
    }
}
