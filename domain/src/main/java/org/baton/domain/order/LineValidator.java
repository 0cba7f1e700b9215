package org.baton.domain.order;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.Money;
import org.baton.domain.common.Sku;
import org.baton.domain.order.OrderRequest.LineRequest;
import org.baton.domain.order.OrderRequest.MoneyRequest;
import org.jspecify.annotations.Nullable;

/** Checks the lines of an order and their money. */
final class LineValidator {

    private static final int MONEY_TEXT = 20;

    private final OrderLimits limits;
    private final Catalogue catalogue;

    LineValidator(OrderLimits limits, Catalogue catalogue) {
        this.limits = limits;
        this.catalogue = catalogue;
    }

    /** The lines by number, from 1. */
    Map<Integer, OrderLine> validate(FieldChecks checks, @Nullable List<@Nullable LineRequest> requests) {
        if (requests == null || requests.isEmpty()) {
            checks.add("lines", "required", "An order has at least one line.");
            return Map.of();
        }
        if (requests.size() > limits.lines()) {
            checks.add("lines", "too-many", "At most " + limits.lines() + " lines, not " + requests.size() + ".");
            return Map.of();
        }
        var lines = new TreeMap<Integer, OrderLine>();
        for (int i = 0; i < requests.size(); i++) {
            var line = line(checks, "lines[" + i + "]", requests.get(i));
            if (line != null) {
                lines.put(i + 1, line);
            }
        }
        unknownSkus(checks, requests);
        return lines;
    }

    private @Nullable OrderLine line(FieldChecks checks, String field, @Nullable LineRequest request) {
        if (request == null) {
            checks.add(field, "required", "A line must not be null.");
            return null;
        }
        var sku = checks.required(field + ".sku", request.sku(), Sku.MAX_LENGTH);
        checks.range(field + ".quantity", request.quantity(), 1, limits.quantity());
        var quantity = Objects.requireNonNullElse(request.quantity(), 1);
        var price = money(checks, field + ".unitPrice", request.unitPrice(), true);
        var discount = money(checks, field + ".discount", request.discount(), false);
        var tax = money(checks, field + ".tax", request.tax(), false);
        if (price > limits.unitPriceMinor()) {
            checks.add(field + ".unitPrice.amount", "out-of-range", "Higher than any price allowed.");
        } else if (discount > price * Math.max(quantity, 0)) {
            checks.add(field + ".discount.amount", "out-of-range", "Higher than the line itself.");
        }
        return new OrderLine(sku, quantity, 0, 0, 0, false, false, price, discount, tax);
    }

    private void unknownSkus(FieldChecks checks, List<@Nullable LineRequest> requests) {
        var fields = new LinkedHashMap<Integer, Sku>();
        for (int i = 0; i < requests.size(); i++) {
            var request = requests.get(i);
            if (request != null
                    && request.sku() != null
                    && Sku.isValid(request.sku().strip())) {
                fields.put(i, new Sku(request.sku().strip()));
            }
        }
        var unknown = catalogue.unknown(fields.values().stream().collect(Collectors.toSet()));
        fields.forEach((i, sku) -> {
            if (unknown.contains(sku)) {
                checks.add("lines[" + i + "].sku", "unknown-sku", "There is no product " + sku + ".");
            }
        });
    }

    /** The amount in minor units; 0 where it is missing and may be, or wrong and noted. */
    long money(FieldChecks checks, String field, @Nullable MoneyRequest money, boolean required) {
        if (money == null) {
            if (required) {
                checks.add(field, "required", "This field is required.");
            }
            return 0;
        }
        var currency = checks.required(field + ".currency", money.currency(), 3);
        if (!currency.isEmpty() && !currency.equals(limits.currency().getCurrencyCode())) {
            checks.add(field + ".currency", "unsupported", "Orders are in " + limits.currency() + ".");
        }
        var amount = checks.required(field + ".amount", money.amount(), MONEY_TEXT);
        if (amount.isEmpty() || amount.length() > MONEY_TEXT) {
            return 0;
        }
        try {
            return inRange(checks, field, Money.parse(amount, limits.currency()).minor());
        } catch (ArithmeticException | NumberFormatException e) {
            checks.add(field + ".amount", "malformed", "A decimal amount such as 12.30.");
            return 0;
        }
    }

    private long inRange(FieldChecks checks, String field, long minor) {
        if (minor >= 0 && minor <= limits.mostMinor()) {
            return minor;
        }
        var message = minor < 0 ? "Must not be negative." : "Higher than any amount allowed.";
        checks.add(field + ".amount", "out-of-range", message);
        return 0;
    }
}
