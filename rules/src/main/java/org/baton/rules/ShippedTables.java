package org.baton.rules;

import static org.baton.rules.Kind.AMOUNT;
import static org.baton.rules.Kind.COUNT;
import static org.baton.rules.Kind.DURATION;
import static org.baton.rules.Kind.LIST;
import static org.baton.rules.Kind.TEXT;
import static org.baton.rules.Kind.YES_NO;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables that Baton's programs ask, each with what it is given and what it must answer. */
public final class ShippedTables {

    /** Takes a new order, lets a person look at it first, or refuses it. */
    public static final TableContract ORDER_SCREENING = TableContract.total("order", "order-screening")
            .offers("orderValue", AMOUNT)
            .offers("channel", TEXT)
            .offers("deliveryOption", TEXT)
            .offers("customerTier", TEXT)
            .offers("paymentMethod", TEXT)
            .offers("postalCodeKnown", YES_NO)
            .offers("lineCount", COUNT)
            .offers("largestQuantity", COUNT)
            .gives("screening", TEXT, "accept", "hold", "reject")
            .mayGive(
                    "holdReason",
                    TEXT,
                    "AWAITING_PAYMENT",
                    "HIGH_RISK_OF_FRAUD",
                    "INCORRECT_ADDRESS",
                    "INVENTORY_OUT_OF_STOCK",
                    "AWAITING_RETURN_ITEMS",
                    "UNKNOWN_DELIVERY_DATE",
                    "MANUAL")
            .gives("holdExpiresAfter", DURATION);

    /** Says how to look for the nodes that fulfil an order. */
    public static final TableContract SOURCING_STRATEGY = TableContract.total("routing", "sourcing-strategy")
            .asksFor("deliveryOption", TEXT)
            .offers("channel", TEXT)
            .offers("customerTier", TEXT)
            .offers("orderValue", AMOUNT)
            .offers("region", TEXT)
            .gives("strategy", TEXT)
            .gives("nodeTypes", LIST, "store", "warehouse")
            .gives("radiusMiles", AMOUNT)
            .gives("objective", TEXT, "distance", "cost", "speed")
            .gives("minimumStock", COUNT)
            .gives("mostSplits", COUNT)
            .gives("fallback", TEXT, "backorder", "escalate", "cancel")
            .gives("backorderExpiresAfter", DURATION);

    /** Names the method, the process and the time limits of a fulfilment; no row: that node cannot do it that way. */
    public static final TableContract FULFILMENT_POLICY = TableContract.partial("fulfilment", "fulfilment-policy")
            .asksFor("deliveryOption", TEXT)
            .asksFor("nodeType", TEXT)
            .gives("method", TEXT)
            .gives("process", TEXT)
            .gives("acceptWithin", DURATION)
            .gives("pickWithin", DURATION)
            .mayGive("pickupWindow", DURATION);

    /** Says which messages an event of an order brings; no row: nothing is told. */
    public static final TableContract NOTIFICATION_CADENCE = TableContract.partial(
                    "notification", "notification-cadence")
            .asksFor("event", TEXT)
            .offers("method", TEXT)
            .offers("email", YES_NO)
            .offers("sms", YES_NO)
            .offers("push", YES_NO)
            .offers("language", TEXT)
            .offers("hour", COUNT)
            .gives("template", TEXT)
            .gives("channel", TEXT, "email", "sms", "push", "events")
            .gives("delay", DURATION)
            .mayGive(
                    "stopWhen",
                    LIST,
                    "order-held",
                    "order-delayed",
                    "store-changed",
                    "ready-for-pickup",
                    "collected",
                    "pickup-expired",
                    "order-shipped",
                    "out-for-delivery",
                    "delivered",
                    "order-cancelled",
                    "refunded")
            .mayGive("quietFrom", COUNT)
            .mayGive("quietUntil", COUNT)
            .mayGive("fallback", LIST, "email", "sms", "push");

    static final List<TableContract> ALL =
            List.of(ORDER_SCREENING, SOURCING_STRATEGY, FULFILMENT_POLICY, NOTIFICATION_CADENCE);

    private ShippedTables() {}

    /** What a table is given for a text that an order does not have: a table knows no missing values. */
    public static String orNone(@Nullable String text) {
        return text == null ? "none" : text;
    }

    static Optional<TableContract> contract(String table) {
        return ALL.stream().filter(c -> c.name().equals(table)).findFirst();
    }
}
