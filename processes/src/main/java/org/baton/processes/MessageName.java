package org.baton.processes;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The messages that Baton sends to the engine, for diagrams to wait for. */
public enum MessageName {
    ORDER_ACCEPTED("order-accepted", "orderId", "orderId", "orderNumber", "channel"),
    ORDER_RELEASED("order-released", "orderId"),
    ORDER_CANCEL_REQUESTED("order-cancel-requested", "orderId"),
    LINES_TO_SOURCE("lines-to-source", "orderId"),
    ORDER_RESCHEDULED("order-rescheduled", "orderId", "sourceAt"),
    FULFILMENT_RECALLED("fulfilment-recalled", "fulfilmentId"),
    FULFILMENT_DELIVERY_FAILED("fulfilment-delivery-failed", "fulfilmentId", "retryDelivery"),
    FULFILMENT_SHIPPED("fulfilment-shipped", "fulfilmentId"),
    FULFILMENT_REJECTED("fulfilment-rejected", "fulfilmentId"),
    FULFILMENT_DELIVERED("fulfilment-delivered", "fulfilmentId"),
    NOTIFICATION_SCHEDULED("notification-scheduled", "cadenceId", "orderId", "cadenceId", "nextDueAt"),
    NOTIFICATION_STOPPED("notification-stopped", "cadenceId"),
    STOCK_LOW("stock-low", "stockKey", "stockKey", "node", "sku", "units", "signalledAt"),
    STOCK_OUT("stock-out", "stockKey", "stockKey", "node", "sku", "units", "signalledAt"),
    STOCK_BACK("stock-back", "stockKey", "stockKey", "node", "sku", "units", "signalledAt"),
    STOCK_OVERSOLD("stock-oversold", "stockKey", "stockKey", "node", "sku", "units", "signalledAt"),
    STOCK_MISCOUNTED("stock-miscounted", "stockKey", "stockKey", "node", "sku", "units", "signalledAt");

    /** What diagrams of a retailer's own may wait for, and no shipped one does. */
    public static final Set<MessageName> OFFERED =
            Collections.unmodifiableSet(EnumSet.range(STOCK_LOW, STOCK_MISCOUNTED));

    private final String messageName;
    private final String correlatedOn;
    private final List<String> variables;

    MessageName(String messageName, String correlatedOn, String... variables) {
        this.messageName = messageName;
        this.correlatedOn = correlatedOn;
        this.variables = List.of(variables);
    }

    /** The string that the sender publishes and the diagram waits for. */
    public String messageName() {
        return messageName;
    }

    /** The variable whose value is the correlation key, on both sides. */
    public String correlatedOn() {
        return correlatedOn;
    }

    /** Variables the message brings into the process. */
    public List<String> variables() {
        return variables;
    }

    /** Finds the entry for what a diagram waits for, empty when nobody sends it. */
    public static Optional<MessageName> of(String messageName) {
        return Arrays.stream(values())
                .filter(it -> it.messageName.equals(messageName))
                .findFirst();
    }
}
