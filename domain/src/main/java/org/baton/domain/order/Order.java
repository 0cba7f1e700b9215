package org.baton.domain.order;

import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import java.util.TreeMap;
import org.baton.domain.common.Money;
import org.baton.domain.common.OrderId;
import org.jspecify.annotations.Nullable;

/**
 * An accepted order, whole. It is written once; afterwards its state changes by SQL under the order's lock
 * ({@link OrderBook}), never by saving a loaded copy.
 *
 * @param lines by line number, from 1
 * @param scheduledFor when its sourcing begins, while that lies ahead
 * @param version counts the changes; the ETag of the API
 */
public record Order(
        String idText,
        String channel,
        String channelOrderNumber,
        OrderStatus status,
        @Nullable HoldReason holdReason,
        @Nullable String cancelReason,
        @Nullable Instant cancelRequestedAt,
        Instant placedAt,
        Instant acceptedAt,
        @Nullable Instant completedAt,
        Customer customer,
        Delivery delivery,
        String currencyCode,
        long shippingMinor,
        String paymentMethod,
        @Nullable String paymentToken,
        @Nullable Long processInstanceKey,
        @Nullable Instant scheduledFor,
        long version,
        Map<Integer, OrderLine> lines) {

    public OrderId id() {
        return new OrderId(idText);
    }

    public Currency currency() {
        return Currency.getInstance(currencyCode);
    }

    public Money money(long minor) {
        return new Money(minor, currency());
    }

    public Money shipping() {
        return money(shippingMinor);
    }

    /** What the customer pays for everything: lines with discount and tax, and shipping. */
    public Money total() {
        return money(goodsMinor() + shippingMinor);
    }

    /** The lines without shipping. */
    public Money goods() {
        return money(goodsMinor());
    }

    private long goodsMinor() {
        return lines.values().stream().mapToLong(OrderLine::totalMinor).sum();
    }

    public boolean cancelRequested() {
        return cancelRequestedAt != null;
    }

    /** The same order as if nothing of it had been sourced yet. */
    public Order unsourced() {
        var fresh = new TreeMap<Integer, OrderLine>();
        lines.forEach((number, line) -> fresh.put(
                number,
                new OrderLine(
                        line.skuText(),
                        line.quantity(),
                        0,
                        0,
                        0,
                        false,
                        false,
                        line.unitPriceMinor(),
                        line.discountMinor(),
                        line.taxMinor())));
        return with(status, version, completedAt, scheduledFor, fresh);
    }

    /** The same order with what settling it has changed. */
    Order settled(OrderStatus newStatus, long newVersion, @Nullable Instant endedAt) {
        return with(newStatus, newVersion, endedAt, scheduledFor, lines);
    }

    /** The same order, of which sourcing begins at another time. */
    Order scheduledFor(@Nullable Instant later) {
        return with(status, version, completedAt, later, lines);
    }

    private Order with(
            OrderStatus newStatus,
            long newVersion,
            @Nullable Instant endedAt,
            @Nullable Instant later,
            Map<Integer, OrderLine> newLines) {
        return new Order(
                idText,
                channel,
                channelOrderNumber,
                newStatus,
                holdReason,
                cancelReason,
                cancelRequestedAt,
                placedAt,
                acceptedAt,
                endedAt,
                customer,
                delivery,
                currencyCode,
                shippingMinor,
                paymentMethod,
                paymentToken,
                processInstanceKey,
                later,
                newVersion,
                newLines);
    }

    /** The order without what is personal, so that it may stand in a log. */
    @Override
    public String toString() {
        return idText + " (" + status + ", " + lines.size() + " lines)";
    }
}
