package org.baton.domain.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.baton.domain.support.NodeBuilder.aStore;
import static org.baton.domain.support.NodeBuilder.aWarehouse;
import static org.baton.domain.support.OrderBuilder.anOrder;
import static org.baton.domain.support.StrategyBuilder.aStrategy;

import java.util.List;
import java.util.Map;
import org.baton.domain.common.NodeId;
import org.baton.domain.inventory.NodeType;
import org.baton.domain.order.OrderStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ShipToStoreIT extends StoreTaskCase {

    @Autowired
    private OrderAmendments amendments;

    @BeforeEach
    void network() {
        given(aStore("store-1"));
        given(aStore("store-2").at("60611"));
        given(aWarehouse("dc-1").at("10001"));
        given("SKU-1", "SKU-2");
        rules.sendToStoreBy(
                aStrategy().preferring(NodeType.STORE).within(1),
                aStrategy().preferring(NodeType.STORE, NodeType.WAREHOUSE).mostSplits(3));
    }

    private Fulfilment inTransit() {
        counted("store-2", "SKU-1", 9);
        var f = sourced(accepted(anOrder().collectedAt("store-1").withLine("SKU-1", 2)))
                .getFirst();
        for (var kind : List.of("accept", "pick", "pack")) {
            complete(task(f, kind), Map.of());
        }
        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.PACKED);
        dispatch.buyLabel(f.id());
        complete(task(f, "ship"), Map.of());
        return f;
    }

    @Test
    void shouldComeFromElsewhereWhenTheChosenStoreHasNone() {
        var f = inTransit();
        assertThat(f.method()).isEqualTo("SHIP_TO_STORE");
        assertThat(f.node()).isEqualTo(new NodeId("store-2"));
        assertThat(f.destination()).isEqualTo(new NodeId("store-1"));
        assertThat(carrier.parcels().getFirst().delivery().line1())
                .isEqualTo(nodes.get(new NodeId("store-1")).line1());
        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.IN_TRANSIT);
        assertThat(stock("store-2", "SKU-1")).containsExactly(7, 0, 0);
        assertThat(status(f.orderId())).isEqualTo(OrderStatus.IN_FULFILMENT);

        progress.delivered(f.id(), "carrier");
        progress.delivered(f.id(), "carrier");
        var receive = task(f, "receive");
        assertThat(receive.node()).isEqualTo(new NodeId("store-1"));
        complete(receive, Map.of("place", "shelf 3"));
        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.READY_FOR_PICKUP);
        collected(f, "ada");

        assertThat(status(f.orderId())).isEqualTo(OrderStatus.FULFILLED);
        assertThat(eventTypes(f.orderId())).containsOnlyOnce("fulfilment-arrived");
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldSplitBetweenTheChosenStoreAndAnotherWhenItHasSome() {
        counted("store-1", "SKU-1", 9);
        counted("store-2", "SKU-2", 9);

        var parts = sourced(
                accepted(anOrder().collectedAt("store-1").withLine("SKU-1", 1).withLine("SKU-2", 1)));

        assertThat(parts).extracting(Fulfilment::method).containsExactlyInAnyOrder("PICKUP", "SHIP_TO_STORE");
        assertThat(parts)
                .filteredOn(p -> p.method().equals("PICKUP"))
                .allMatch(p -> p.destination() == null && p.node().value().equals("store-1"));
    }

    @Test
    void shouldAddressAWarehousesParcelToTheStore() {
        counted("dc-1", "SKU-1", 9);
        var f = sourced(accepted(anOrder().collectedAt("store-1").withLine("SKU-1", 1)))
                .getFirst();

        dispatch.releaseToWarehouse(f.id());

        assertThat(warehouse.released().getFirst().delivery().postalCode())
                .isEqualTo(nodes.get(new NodeId("store-1")).postalCode());
    }

    @Test
    void shouldGoOnTheShelfWhereItLiesWhenNobodyCollects() {
        var f = inTransit();
        progress.delivered(f.id(), "carrier");
        complete(task(f, "receive"), Map.of());

        assertThat(progress.returnedToStock(f.id())).isTrue();

        assertThat(stock("store-1", "SKU-1")).containsExactly(2, 0, 0);
        assertThat(stock("store-2", "SKU-1")).containsExactly(7, 0, 0);
        assertThat(status(f.orderId())).isEqualTo(OrderStatus.CANCELLED);
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldPutBackWhatWasRefusedWhereItLies() {
        var f = inTransit();
        progress.delivered(f.id(), "carrier");
        complete(task(f, "receive"), Map.of());
        complete(
                task(f, "hand-over"),
                Map.of("idChecked", true, "refused", List.of(Map.of("sku", "SKU-1", "quantity", 1))));

        assertThat(stock("store-1", "SKU-1")).containsExactly(1, 0, 0);
        assertThat(order(f.orderId()).lines().get(1).fulfilled()).isEqualTo(1);
        assertThat(status(f.orderId())).isEqualTo(OrderStatus.FULFILLED);
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldNotBeCancelledOnTheRoadButAtTheCounter() {
        var f = inTransit();
        assertRefused("on-its-way", () -> amendments.cancel(f.orderId(), "late", order -> {}, "ada"));
        progress.delivered(f.id(), "carrier");
        amendments.cancel(f.orderId(), "late", order -> {}, "ada");

        dispatch.cancelAll(f.orderId());
        lifecycle.cancel(f.orderId());

        assertThat(stock("store-1", "SKU-1")).containsExactly(2, 0, 0);
        assertThat(status(f.orderId())).isEqualTo(OrderStatus.CANCELLED);
        assertThat(stockOutOfBalance()).isEmpty();
    }
}
