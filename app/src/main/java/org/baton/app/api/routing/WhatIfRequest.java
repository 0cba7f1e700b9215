package org.baton.app.api.routing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.baton.app.api.rules.RuleInput;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.Nodes;
import org.baton.domain.order.OrderRequest;
import org.baton.domain.order.OrderRequest.AddressRequest;
import org.baton.domain.order.OrderRequest.CustomerRequest;
import org.baton.domain.order.OrderRequest.DeliveryRequest;
import org.baton.domain.order.OrderRequest.PaymentRequest;
import org.jspecify.annotations.Nullable;

/**
 * An order that is only looked at.
 *
 * @param orderId one that was placed, taken as if nothing of it had been sourced yet; or else
 * @param order one of the shape of {@code POST /orders}; delivery and lines are enough
 * @param stock units that are taken to be there, in the place of what is
 * @param drafts versions that are asked in the place of the tables in force
 */
record WhatIfRequest(
        @Nullable String orderId,
        @Nullable OrderRequest order,
        @Nullable List<@Nullable MadeUp> stock,
        @Nullable List<RuleInput.@Nullable Also> drafts) {

    private static final int MOST_MADE_UP = 5_000;
    private static final int MOST_UNITS = 1_000_000;
    private static final String NOT_GIVEN = "-";

    /** Units of a SKU that may be promised at a node. */
    record MadeUp(
            @Nullable String node,
            @Nullable String sku,
            @Nullable Integer available) {}

    /** @throws org.baton.domain.common.InvalidInputException naming every field that is wrong */
    Map<NodeId, Map<Sku, Integer>> madeUp(Nodes nodes) {
        if (stock == null) {
            return Map.of();
        }
        var checks = new FieldChecks();
        if (stock.size() > MOST_MADE_UP) {
            checks.add("stock", "too-many", "At most " + MOST_MADE_UP + ".");
            checks.orThrow();
        }
        var units = new HashMap<NodeId, Map<Sku, Integer>>();
        for (int i = 0; i < stock.size(); i++) {
            var row = Objects.requireNonNullElse(stock.get(i), new MadeUp(null, null, null));
            var at = "stock[" + i + "].";
            var node = checks.required(at + "node", row.node(), NodeId.MAX_LENGTH);
            var sku = checks.required(at + "sku", row.sku(), Sku.MAX_LENGTH);
            checks.range(at + "available", row.available(), 0, MOST_UNITS);
            if (!NodeId.isValid(node) || nodes.find(new NodeId(node)).isEmpty()) {
                checks.add(at + "node", "unknown-node", "There is no such node.");
            } else if (Sku.isValid(sku)) {
                units.computeIfAbsent(new NodeId(node), n -> new HashMap<>())
                        .put(new Sku(sku), Objects.requireNonNullElse(row.available(), 0));
            }
        }
        checks.orThrow();
        return units;
    }

    /** The order with what sourcing does not look at filled in. */
    static OrderRequest completed(OrderRequest order) {
        return new OrderRequest(
                Objects.requireNonNullElse(order.channel(), "web"),
                Objects.requireNonNullElse(order.channelOrderNumber(), "what-if"),
                order.placedAt(),
                customer(order.customer()),
                delivery(order.delivery()),
                order.lines(),
                order.shipping(),
                Objects.requireNonNullElse(order.payment(), new PaymentRequest("invoice", null)),
                null);
    }

    private static CustomerRequest customer(@Nullable CustomerRequest customer) {
        return new CustomerRequest(
                null, NOT_GIVEN, null, null, null, List.of(), customer == null ? null : customer.tier());
    }

    private static @Nullable DeliveryRequest delivery(@Nullable DeliveryRequest delivery) {
        if (delivery == null || delivery.address() == null) {
            return delivery;
        }
        var address = delivery.address();
        return new DeliveryRequest(
                delivery.option(),
                delivery.node(),
                delivery.requestedOn(),
                new AddressRequest(
                        NOT_GIVEN,
                        Objects.requireNonNullElse(address.city(), NOT_GIVEN),
                        address.region(),
                        address.postalCode(),
                        Objects.requireNonNullElse(address.country(), "US")));
    }
}
