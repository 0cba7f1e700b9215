package org.baton.domain.webhook;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What other systems can hear of, by the names of CloudEvents. */
public enum EventType {
    STOCK_LOW("org.baton.stock.low-stock", null),
    STOCK_OUT("org.baton.stock.out-of-stock", null),
    STOCK_BACK("org.baton.stock.back-in-stock", null),
    STOCK_OVERSOLD("org.baton.stock.oversold", null),
    STOCK_MISCOUNTED("org.baton.stock.miscounted", null),
    ORDER_ACCEPTED("org.baton.order.accepted", "order-accepted"),
    ORDER_HELD("org.baton.order.held", "order-held"),
    ORDER_RELEASED("org.baton.order.released", "order-released"),
    ORDER_CHANGED("org.baton.order.changed", "order-changed"),
    ORDER_BACKORDERED("org.baton.order.backordered", "lines-backordered"),
    ORDER_ESCALATED("org.baton.order.escalated", "lines-escalated"),
    ORDER_DELAYED("org.baton.order.delayed", "order-delayed"),
    ORDER_UNITS_OVERSOLD("org.baton.order.units-oversold", "units-oversold"),
    ORDER_FULFILLED("org.baton.order.fulfilled", "order-fulfilled"),
    ORDER_CANCELLED("org.baton.order.cancelled", "order-cancelled"),
    FULFILMENT_ALLOCATED("org.baton.fulfilment.allocated", "fulfilment-allocated"),
    FULFILMENT_SHIPPED("org.baton.fulfilment.shipped", "fulfilment-shipped"),
    FULFILMENT_DELIVERED("org.baton.fulfilment.delivered", "fulfilment-delivered"),
    FULFILMENT_PICKED_UP("org.baton.fulfilment.picked-up", "fulfilment-picked-up"),
    /** Sent on demand to one endpoint; nobody needs to ask for it. */
    TEST("org.baton.webhook.test", null);

    private static final String ALL = "*";
    private static final String ALL_OF = ".*";

    private final String text;
    private final @Nullable String history;

    EventType(String text, @Nullable String history) {
        this.text = text;
        this.history = history;
    }

    /** The name that receivers see. */
    public String text() {
        return text;
    }

    /** The event that an order's history calls by another name. */
    static Optional<EventType> ofHistory(String type) {
        return Arrays.stream(values()).filter(t -> type.equals(t.history)).findFirst();
    }

    /** Whether a filter lets this pass: a whole name, a beginning such as {@code org.baton.stock.*}, or {@code *}. */
    boolean fits(String filter) {
        return filter.equals(text)
                || filter.equals(ALL)
                || filter.endsWith(ALL_OF) && text.startsWith(filter.substring(0, filter.length() - 1));
    }

    /** Whether a filter can let anything pass. */
    static boolean isFilter(String text) {
        return Arrays.stream(values()).anyMatch(type -> type.fits(text));
    }
}
