package org.baton.domain.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.baton.domain.support.NodeBuilder.aStore;
import static org.baton.domain.support.OrderBuilder.anOrder;
import static org.baton.domain.support.StrategyBuilder.aStrategy;

import java.util.List;
import java.util.Map;
import org.baton.domain.common.GatewayRejectedException;
import org.baton.domain.fulfilment.CourierTrips.Driver;
import org.baton.domain.fulfilment.CourierTrips.Trip;
import org.baton.domain.inventory.NodeType;
import org.baton.domain.order.OrderRequest.DeliveryRequest;
import org.baton.domain.order.OrderStatus;
import org.baton.domain.support.OrderBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class CourierTripsIT extends StoreTaskCase {

    @Autowired
    private CourierTrips trips;

    @Autowired
    private OrderAmendments amendments;

    private Fulfilment f;

    @BeforeEach
    void packed() {
        given(aStore("store-1"));
        given(aStore("store-2"));
        given("SKU-1");
        counted("store-1", "SKU-1", 20);
        rules.sourceBy(aStrategy().preferring(NodeType.STORE));
        var today = new DeliveryRequest("same-day", null, null, OrderBuilder.address("60606"));
        f = sourced(accepted(anOrder().delivered(today).withLine("SKU-1", 2))).getFirst();
        for (var kind : List.of("accept", "pick", "pack")) {
            complete(task(f, kind), Map.of());
        }
    }

    private void onTheRoad() {
        dispatch.dispatchCourier(f.id(), "step-1");
        var attempt = trips.of(f.id()).size();
        trips.driverNamed(f.id(), attempt, new Driver("Noor", null, "https://live.example/1"), "courier");
        complete(task(f, "courier"), Map.of());
        followUp();
    }

    @Test
    void shouldLeaveTheStoreWithTheDriverAndBeTheCustomersWhenDelivered() {
        assertThat(f.process()).isEqualTo("fulfil-local-delivery");
        onTheRoad();

        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.OUT_FOR_DELIVERY);
        assertThat(stock("store-1", "SKU-1")).containsExactly(18, 0, 0);
        assertThat(status(f.orderId())).isEqualTo(OrderStatus.IN_FULFILMENT);
        assertThat(eventTypes(f.orderId())).contains("courier-driver-named", "fulfilment-out-for-delivery");

        for (int i = 0; i < 2; i++) {
            trips.delivered(f.id(), 1, "https://photo.example/1", "courier");
        }
        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.DELIVERED);
        assertThat(status(f.orderId())).isEqualTo(OrderStatus.FULFILLED);
        assertThat(eventTypes(f.orderId())).containsOnlyOnce("fulfilment-delivered");
        assertThat(commands()).contains("fulfilment-delivered/" + f.id());
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldTryOnceMoreAndThenBringItBack() {
        onTheRoad();
        trips.failed(f.id(), 1, "nobody-there", "courier");
        assertThat(retry(1)).isEqualTo("{\"retryDelivery\": true}");
        complete(task(f, "take-back"), Map.of());
        onTheRoad();
        assertThat(courier.booked()).containsExactly(f.id() + "/trip/1", f.id() + "/trip/2");
        assertThat(courier.collected()).containsExactlyElementsOf(courier.booked());
        trips.failed(f.id(), 2, "nobody-there", "courier");
        assertThat(retry(2)).isEqualTo("{\"retryDelivery\": false}");

        assertThat(progress.returnedToStock(f.id())).isTrue();
        assertThat(progress.returnedToStock(f.id())).isTrue();

        assertThat(stock("store-1", "SKU-1")).containsExactly(20, 0, 0);
        assertThat(status(f.orderId())).isEqualTo(OrderStatus.CANCELLED);
        assertThat(trips.of(f.id())).extracting(Trip::status).containsExactly("FAILED", "FAILED");
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldBookOnceWhenTheJobIsRepeated() {
        dispatch.dispatchCourier(f.id(), "step-1");
        dispatch.dispatchCourier(f.id(), "step-1");

        assertThat(courier.booked()).hasSize(1);
        assertThat(trips.of(f.id())).hasSize(1);
    }

    @Test
    void shouldSeekAnotherStoreWhenNoCourierGoesThere() {
        courier.refuses();
        counted("store-2", "SKU-1", 20);
        assertThatThrownBy(() -> dispatch.dispatchCourier(f.id(), "step-1"))
                .isInstanceOf(GatewayRejectedException.class);

        progress.notAccepted(f.id());

        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.REJECTED);
        assertThat(stock("store-1", "SKU-1")).containsExactly(20, 0, 0);
        assertThat(sourced(f.orderId()))
                .singleElement()
                .satisfies(next -> assertThat(next.node().value()).isEqualTo("store-2"));
    }

    @Test
    void shouldGiveLinesBackFromTheRoadWhenNoSecondCourierGoesThere() {
        onTheRoad();
        trips.failed(f.id(), 1, "nobody-there", "courier");
        complete(task(f, "take-back"), Map.of());

        progress.notAccepted(f.id());

        assertThat(stock("store-1", "SKU-1")).containsExactly(20, 0, 0);
        assertThat(order(f.orderId()).lines().get(1).toSource()).isEqualTo(2);
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldRefuseToGiveAParcelToADriverWhoWasNotBookedAndToCancelOnTheRoad() {
        var early = task(f, "courier");
        assertRefused("no-courier", () -> complete(early, Map.of()));
        onTheRoad();
        assertRefused("on-its-way", () -> amendments.cancel(f.orderId(), "too late", order -> {}, "ada"));
        trips.delivered(f.id(), 2, null, "courier");
        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.OUT_FOR_DELIVERY);
    }

    private String retry(int attempt) {
        return jdbc.sql("select variables from engine_command where message_id = ?")
                .param("fulfilment-delivery-failed/" + f.id() + "/" + attempt)
                .query(String.class)
                .single();
    }
}
