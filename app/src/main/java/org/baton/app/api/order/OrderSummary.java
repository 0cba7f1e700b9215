package org.baton.app.api.order;

import java.time.Instant;
import org.baton.app.access.Caller;
import org.baton.app.api.web.MoneyView;
import org.baton.domain.order.Order;
import org.baton.domain.order.OrderLine;
import org.jspecify.annotations.Nullable;

/** An order in a list: enough to recognise it, the rest is read with the order itself. */
public record OrderSummary(
        String id,
        String channel,
        String channelOrderNumber,
        String status,
        @Nullable String holdReason,
        @Nullable String cancelReason,
        Instant placedAt,
        @Nullable Instant completedAt,
        @Nullable String customerId,
        @Nullable String customerName,
        String deliveryOption,
        @Nullable String node,
        int lines,
        int units,
        MoneyView total,
        long version) {

    public static OrderSummary of(Order order, Caller caller) {
        var hold = order.holdReason();
        return new OrderSummary(
                order.idText(),
                order.channel(),
                order.channelOrderNumber(),
                order.status().name(),
                hold == null ? null : hold.name(),
                order.cancelReason(),
                order.placedAt(),
                order.completedAt(),
                order.customer().id(),
                caller.maySeeCustomers() ? order.customer().name() : null,
                order.delivery().option(),
                order.delivery().node(),
                order.lines().size(),
                order.lines().values().stream().mapToInt(OrderLine::quantity).sum(),
                MoneyView.of(order.total()),
                order.version());
    }
}
