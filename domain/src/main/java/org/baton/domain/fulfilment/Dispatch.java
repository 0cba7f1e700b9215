package org.baton.domain.fulfilment;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.GatewayRejectedException;
import org.baton.domain.common.OrderId;
import org.baton.domain.fulfilment.WarehouseGateway.Item;
import org.baton.domain.inventory.NodeType;
import org.baton.domain.inventory.Nodes;
import org.baton.domain.inventory.Product;
import org.baton.domain.inventory.Products;
import org.baton.domain.inventory.RejectionReason;
import org.baton.domain.order.Delivery;
import org.baton.domain.order.Order;
import org.baton.domain.order.OrderBook;
import org.baton.domain.order.OrderEvents;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands fulfilments to those who carry them out, outside of any transaction: a slow warehouse or carrier never holds
 * a lock. Every call may be repeated; the fulfilment's id is the key.
 */
@Service
public class Dispatch {

    private static final String RELEASED = "fulfilment-released";

    private final FulfilmentBook fulfilments;
    private final FulfilmentProgress progress;
    private final OrderBook orders;
    private final OrderEvents events;
    private final Nodes nodes;
    private final Products products;
    private final WarehouseGateway warehouse;
    private final CarrierGateway carrier;
    private final CourierGateway courier;
    private final CourierTrips trips;
    private final TripAdoption adoption;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Dispatch(
            FulfilmentBook fulfilments,
            FulfilmentProgress progress,
            OrderBook orders,
            OrderEvents events,
            Nodes nodes,
            Products products,
            WarehouseGateway warehouse,
            CarrierGateway carrier,
            CourierGateway courier,
            CourierTrips trips,
            TripAdoption adoption,
            JdbcClient jdbc,
            TransactionTemplate transaction) {
        this.fulfilments = fulfilments;
        this.progress = progress;
        this.orders = orders;
        this.events = events;
        this.nodes = nodes;
        this.products = products;
        this.warehouse = warehouse;
        this.carrier = carrier;
        this.courier = courier;
        this.trips = trips;
        this.adoption = adoption;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Hands a fulfilment to its warehouse; one that the warehouse refuses goes back to sourcing. */
    public void releaseToWarehouse(FulfilmentId id) {
        var f = fulfilments.get(id);
        if (f.status() != FulfilmentStatus.ALLOCATED || isReleased(f)) {
            return;
        }
        var order = orders.get(f.orderId());
        var items = f.lines().stream()
                .filter(line -> line.quantity() > 0)
                .map(line -> new Item(line.lineNumber(), line.sku(), line.quantity()))
                .toList();
        try {
            warehouse.release(new WarehouseGateway.Release(
                    id, f.node(), items, order.customer().name(), deliveryOf(f, order)));
            stopIfEndedMeanwhile(f);
            event(f, RELEASED);
        } catch (GatewayRejectedException e) {
            progress.rejectedByWarehouse(id, RejectionReason.NO_VARIANCE, "warehouse");
        }
    }

    /** By this process, or by the one that was lost. */
    private boolean isReleased(Fulfilment f) {
        return jdbc.sql("""
                select exists (select from order_event
                               where order_id = ? and type = ? and data ->> 'fulfilmentId' = ?)""")
                .params(f.orderId().value(), RELEASED, f.id().value())
                .query(Boolean.class)
                .single();
    }

    /** A cancellation may have been faster than the release, and told a warehouse that had not heard of it yet. */
    private void stopIfEndedMeanwhile(Fulfilment f) {
        if (fulfilments.get(f.id()).status().hasLeftNode()) {
            cancelAtWarehouse(f);
        }
    }

    /** Buys the shipping label of a packed fulfilment. */
    public void buyLabel(FulfilmentId id) {
        var f = fulfilments.get(id);
        if (f.trackingNumber() != null || f.status().hasLeftNode()) {
            return;
        }
        var label = carrier.buyLabel(parcel(f));
        transaction.executeWithoutResult(status -> {
            fulfilments.label(id, label.carrier(), label.trackingNumber());
            event(f, "label-bought");
        });
    }

    /**
     * Finds a courier for a packed fulfilment at its price, and books it; one that is booked already stays.
     *
     * @param step names the step of the process that asks
     * @throws GatewayRejectedException if no courier goes there
     */
    public void dispatchCourier(FulfilmentId id, String step) {
        if (adoption.adopt(id, step)) {
            return;
        }
        var f = fulfilments.get(id);
        var before = trips.of(id);
        var waiting = !before.isEmpty() && !before.getLast().status().equals("FAILED");
        if (waiting || f.status().hasLeftNode() && f.status() != FulfilmentStatus.OUT_FOR_DELIVERY) {
            return;
        }
        var order = orders.get(f.orderId());
        var trip = new CourierGateway.Trip(
                id,
                before.size() + 1,
                nodes.get(f.node()),
                order.customer().name(),
                order.customer().phone(),
                order.delivery(),
                weight(f));
        var quote = courier.quote(trip);
        trips.booked(id, trip.attempt(), quote, courier.dispatch(trip, quote));
    }

    CarrierGateway.Parcel parcel(Fulfilment f) {
        var order = orders.get(f.orderId());
        return new CarrierGateway.Parcel(
                f.id(), nodes.get(f.node()), order.customer().name(), deliveryOf(f, order), weight(f));
    }

    /** Where the goods go: to the customer, or to the store where they will be collected. */
    private Delivery deliveryOf(Fulfilment f, Order order) {
        var store = f.destination();
        if (store == null) {
            return order.delivery();
        }
        var to = nodes.get(store);
        return new Delivery("ship", null, null, to.line1(), to.city(), to.region(), to.postalCode(), to.country());
    }

    private int weight(Fulfilment f) {
        var skus = f.lines().stream().map(Fulfilment.FulfilmentLine::sku).collect(Collectors.toSet());
        var grams = products.find(skus).stream()
                .filter(product -> product.weightGrams() != null)
                .collect(Collectors.toMap(Product::sku, Product::weightGrams));
        return f.lines().stream()
                .mapToInt(line -> grams.getOrDefault(line.sku(), 0) * line.quantity())
                .sum();
    }

    /** Stops every fulfilment of an order that has not left its node; does nothing when there is none. */
    public void cancelAll(OrderId order) {
        for (var f : open(order)) {
            progress.cancelled(f.id());
            if (nodes.get(f.node()).type() == NodeType.WAREHOUSE) {
                cancelAtWarehouse(f);
            }
        }
    }

    /** Whether a warehouse gives the goods, which works by itself instead of by tasks. */
    public boolean isAtWarehouse(Fulfilment f) {
        return nodes.get(f.node()).type() == NodeType.WAREHOUSE;
    }

    /**
     * Asks the warehouse to let a fulfilment go.
     *
     * @throws GatewayRejectedException if it is too late
     */
    void stopAtWarehouse(Fulfilment f) {
        warehouse.cancel(f.id());
    }

    private List<Fulfilment> open(OrderId order) {
        // One that was cancelled by an earlier try of this very step is told to its warehouse again.
        return fulfilments.of(order).stream()
                .filter(f -> !f.status().hasLeftNode()
                        || f.status() == FulfilmentStatus.CANCELLED
                        || f.status() == FulfilmentStatus.ARRIVED)
                .toList();
    }

    private void cancelAtWarehouse(Fulfilment f) {
        try {
            warehouse.cancel(f.id());
        } catch (GatewayRejectedException e) {
            // The parcel is on its way without an order: a person must call it back.
            event(f, "warehouse-could-not-stop");
        }
    }

    private void event(Fulfilment f, String type) {
        transaction.executeWithoutResult(status -> events.append(
                f.orderId(),
                type,
                OrderEvents.BATON,
                Map.of("fulfilmentId", f.id().value(), "node", f.node().value())));
    }
}
