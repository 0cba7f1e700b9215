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

    /** When sourcing begins for an order that is wanted on a day, and who goes first when there is not enough. */
    public static final TableContract ORDER_SCHEDULE = TableContract.total("order", "order-schedule")
            .asksFor("deliveryOption", TEXT)
            .offers("channel", TEXT)
            .offers("customerTier", TEXT)
            .gives("startBefore", DURATION)
            .gives("priority", COUNT);

    /** Says how to look for the nodes that fulfil an order. */
    public static final TableContract SOURCING_STRATEGY = TableContract.total("routing", "sourcing-strategy")
            .asksFor("deliveryOption", TEXT)
            .offers("channel", TEXT)
            .offers("customerTier", TEXT)
            .offers("orderValue", AMOUNT)
            .offers("region", TEXT)
            .offers("category", TEXT)
            .offers("hourOfDay", COUNT)
            .offers("previousStrategy", TEXT)
            .gives("strategy", TEXT)
            .gives("nodeTypes", LIST, "store", "warehouse")
            .gives("radiusMiles", AMOUNT)
            .gives("objective", TEXT, "distance", "cost", "speed", "balance")
            .gives("minimumStock", COUNT)
            .gives("mostSplits", COUNT)
            .gives("leastSplitValue", AMOUNT)
            .gives("extraCostLimit", AMOUNT)
            .gives("cutOffAfter", DURATION)
            .gives("fallback", TEXT, "next-strategy", "backorder", "park", "escalate", "cancel")
            .gives("backorderExpiresAfter", DURATION);

    /** Says whether a node may take part in an order, or the reason why not. */
    public static final TableContract NODE_ELIGIBILITY = TableContract.total("routing", "node-eligibility")
            .offers("deliveryOption", TEXT)
            .offers("strategy", TEXT)
            .offers("nodeType", TEXT)
            .offers("openNow", YES_NO)
            .offers("openAtCutOff", YES_NO)
            .offers("distanceMiles", AMOUNT)
            .offers("unitsAvailable", COUNT)
            .offers("unitsAfter", COUNT)
            .offers("backlogPercent", AMOUNT)
            .offers("handling", TEXT)
            .offers("handlingSupported", YES_NO)
            .offers("pickup", YES_NO)
            .offers("curbside", YES_NO)
            .offers("courier", YES_NO)
            .offers("stockAccuracyPercent", AMOUNT)
            .gives("eligible", YES_NO)
            .mayGive("reason", TEXT);

    /** What picking and packing costs at a kind of node. */
    public static final TableContract FULFILMENT_COST = TableContract.total("routing", "fulfilment-cost")
            .asksFor("nodeType", TEXT)
            .offers("deliveryOption", TEXT)
            .offers("handling", TEXT)
            .gives("labourPerUnit", AMOUNT)
            .gives("packing", AMOUNT)
            .gives("handlingPerUnit", AMOUNT)
            .gives("carrierDiscountPercent", AMOUNT);

    /** Who carries a parcel, for how much, and when it arrives. */
    public static final TableContract CARRIER_SERVICE = TableContract.total("routing", "carrier-service")
            .asksFor("deliveryOption", TEXT)
            .offers("nodeType", TEXT)
            .offers("distanceMiles", AMOUNT)
            .offers("weightKg", AMOUNT)
            .gives("carrierType", TEXT, "own-fleet", "courier", "3pl", "none")
            .gives("carrier", TEXT)
            .gives("service", TEXT)
            .gives("basePrice", AMOUNT)
            .gives("pricePerKg", AMOUNT)
            .gives("promiseHours", COUNT);

    /** Which stock the business would rather move, and which it keeps. */
    public static final TableContract NODE_PREFERENCE = TableContract.total("routing", "node-preference")
            .offers("nodeType", TEXT)
            .offers("promotionSoon", YES_NO)
            .offers("overstock", YES_NO)
            .offers("markdown", YES_NO)
            .offers("weeksOfSupply", AMOUNT)
            .gives("worth", Kind.NUMBER)
            .gives("protect", YES_NO);

    /** Names the method, the process and the time limits of a fulfilment; no row: that node cannot do it that way. */
    public static final TableContract FULFILMENT_POLICY = TableContract.partial("fulfilment", "fulfilment-policy")
            .asksFor("deliveryOption", TEXT)
            .asksFor("nodeType", TEXT)
            .gives("method", TEXT)
            .gives("process", TEXT)
            .gives("acceptWithin", DURATION)
            .gives("pickWithin", DURATION)
            .mayGive("pickupWindow", DURATION)
            .mayGive("mostWrongCodes", COUNT)
            .mayGive("mostDeliveries", COUNT);

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

    /** How much of its stock a node keeps for itself, and when what is left is low. */
    public static final TableContract STOCK_THRESHOLDS = TableContract.total("inventory", "stock-thresholds")
            .offers("category", TEXT)
            .asksFor("nodeType", TEXT)
            .offers("unitsPerWeek", COUNT)
            .offers("month", COUNT)
            .gives("safetyStock", COUNT)
            .gives("threshold", COUNT)
            .gives("lowStock", COUNT);

    /** Every table that Baton ships. */
    public static final List<TableContract> ALL = List.of(
            ORDER_SCREENING,
            ORDER_SCHEDULE,
            SOURCING_STRATEGY,
            NODE_ELIGIBILITY,
            FULFILMENT_COST,
            CARRIER_SERVICE,
            NODE_PREFERENCE,
            FULFILMENT_POLICY,
            NOTIFICATION_CADENCE,
            STOCK_THRESHOLDS);

    /** Those that sourcing asks. */
    public static final List<TableContract> SOURCING =
            List.of(SOURCING_STRATEGY, NODE_ELIGIBILITY, FULFILMENT_COST, CARRIER_SERVICE, NODE_PREFERENCE);

    private ShippedTables() {}

    /** What a table is given for a text that an order does not have: a table knows no missing values. */
    public static String orNone(@Nullable String text) {
        return text == null ? "none" : text;
    }

    /** What programs give a table of this name and read from it. */
    public static Optional<TableContract> contract(String table) {
        return ALL.stream().filter(c -> c.name().equals(table)).findFirst();
    }
}
