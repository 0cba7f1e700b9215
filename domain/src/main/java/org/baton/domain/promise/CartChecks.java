package org.baton.domain.promise;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.Money;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.Nodes;
import org.baton.domain.inventory.PostalCodes;
import org.baton.domain.inventory.Products;
import org.baton.domain.order.DeliveryOption;
import org.baton.domain.order.OrderLimits;
import org.baton.domain.order.OrderLine;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells everything that is wrong with a cart at once. */
@Component
class CartChecks {

    private static final Duration LONGEST_HOLD = Duration.ofHours(2);
    private static final int MOST_LINES = 100;

    private final Nodes nodes;
    private final Products products;
    private final PostalCodes postalCodes;
    private final OrderLimits limits;

    CartChecks(Nodes nodes, Products products, PostalCodes postalCodes, OrderLimits limits) {
        this.nodes = nodes;
        this.products = products;
        this.postalCodes = postalCodes;
        this.limits = limits;
    }

    /** @throws org.baton.domain.common.InvalidInputException naming every field that is wrong */
    Cart check(CartRequest request) {
        var checks = new FieldChecks();
        var channel = checks.required("channel", request.channel(), 64);
        var tier = checks.optional("tier", request.tier(), 40);
        var postalCode = checks.optional("postalCode", request.postalCode(), 16);
        if (postalCode != null && postalCodes.locate(postalCode).isEmpty()) {
            checks.add("postalCode", "unknown-postal-code", "Its place is not known.");
        }
        var node = node(checks, request.node());
        if (postalCode == null && node == null) {
            checks.add("postalCode", "required", "Name a ZIP code, or the store to collect at.");
        }
        var region = checks.optional("region", request.region(), 40);
        var options = options(checks, request.options());
        var lines = lines(checks, request.lines());
        var hold = hold(checks, request.hold());
        var holdOption = request.holdOption() == null ? null : option(checks, "holdOption", request.holdOption());
        checks.orThrow();
        return new Cart(
                channel,
                tier,
                postalCode,
                region,
                options,
                node,
                lines,
                limits.currency().getCurrencyCode(),
                hold,
                holdOption);
    }

    private @Nullable NodeId node(FieldChecks checks, @Nullable String given) {
        var node = checks.optional("node", given, NodeId.MAX_LENGTH);
        if (node != null
                && (!NodeId.isValid(node) || nodes.find(new NodeId(node)).isEmpty())) {
            checks.add("node", "unknown-node", "There is no such node.");
            return null;
        }
        return node == null ? null : new NodeId(node);
    }

    private static List<DeliveryOption> options(FieldChecks checks, @Nullable List<@Nullable String> given) {
        if (given == null || given.isEmpty()) {
            return List.of(DeliveryOption.values());
        }
        return given.stream()
                .limit(DeliveryOption.values().length + 1L)
                .map(text -> option(checks, "options", text))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static @Nullable DeliveryOption option(FieldChecks checks, String field, @Nullable String text) {
        var option = DeliveryOption.of(text == null ? "" : text);
        if (option.isEmpty()) {
            checks.add(
                    field,
                    "unknown-value",
                    "One of "
                            + Arrays.stream(DeliveryOption.values())
                                    .map(DeliveryOption::text)
                                    .toList() + ".");
        }
        return option.orElse(null);
    }

    private Map<Integer, OrderLine> lines(FieldChecks checks, @Nullable List<CartRequest.@Nullable CartLine> given) {
        var lines = new TreeMap<Integer, OrderLine>();
        if (given == null || given.isEmpty() || given.size() > MOST_LINES) {
            checks.add("lines", "required", "1 to " + MOST_LINES + " lines are expected.");
            return lines;
        }
        for (int i = 0; i < given.size(); i++) {
            var path = "lines[" + i + "].";
            var line = given.get(i) == null ? new CartRequest.CartLine(null, null, null) : given.get(i);
            var sku = checks.required(path + "sku", Objects.requireNonNull(line).sku(), Sku.MAX_LENGTH);
            if (Sku.isValid(sku) && products.find(new Sku(sku)).isEmpty()) {
                checks.add(path + "sku", "unknown-sku", "There is no product " + sku + ".");
            }
            checks.range(path + "quantity", line.quantity(), 1, limits.quantity());
            var price = price(checks, path + "unitPrice", line.unitPrice());
            var quantity = Objects.requireNonNullElse(line.quantity(), 1);
            lines.put(i + 1, new OrderLine(sku, quantity, 0, 0, 0, false, false, price, 0, 0));
        }
        return lines;
    }

    private long price(FieldChecks checks, String field, @Nullable String text) {
        if (text == null) {
            return 0;
        }
        try {
            var price = text.length() > 20
                    ? -1
                    : Money.parse(text, limits.currency()).minor();
            if (price >= 0 && price <= limits.unitPriceMinor()) {
                return price;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // told below
        }
        checks.add(field, "out-of-range", "A decimal amount such as 12.30.");
        return 0;
    }

    private static @Nullable Duration hold(FieldChecks checks, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            var hold = Duration.parse(text);
            if (hold.isPositive() && hold.compareTo(LONGEST_HOLD) <= 0) {
                return hold;
            }
        } catch (DateTimeException e) {
            // told below
        }
        checks.add("hold", "out-of-range", "A duration up to two hours, e.g. PT15M.");
        return null;
    }
}
