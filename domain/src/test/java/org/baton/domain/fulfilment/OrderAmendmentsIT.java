package org.baton.domain.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.baton.domain.support.NodeBuilder.aStore;
import static org.baton.domain.support.OrderBuilder.anOrder;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.baton.domain.common.GatewayUnavailableException;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.OrderId;
import org.baton.domain.order.HoldReason;
import org.baton.domain.order.LineStatus;
import org.baton.domain.order.Order;
import org.baton.domain.order.OrderEdits;
import org.baton.domain.order.OrderEdits.Contact;
import org.baton.domain.order.OrderRequest.DeliveryRequest;
import org.baton.domain.order.OrderStatus;
import org.baton.domain.support.OrderBuilder;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class OrderAmendmentsIT extends StoreTaskCase {

    private static final Consumer<Order> ANY = order -> {};

    @Autowired
    private OrderAmendments amendments;

    private static OrderEdits.Request to(String zip) {
        return delivery(new DeliveryRequest(null, null, null, OrderBuilder.address(zip)));
    }

    private static OrderEdits.Request delivery(DeliveryRequest delivery) {
        return new OrderEdits.Request(delivery, null, null);
    }

    private Order change(OrderId id, OrderEdits.Request request) {
        return amendments.change(id, request, ANY, "service");
    }

    @Test
    void shouldTakeTheGoodsBackAndSourceAnewWhenTheAddressChanges() {
        var f = atWarehouse(3);

        var changed = change(f.orderId(), to("10001"));

        assertThat(changed.delivery().postalCode()).isEqualTo("10001");
        assertThat(warehouse.cancelled()).containsExactly(f.id());
        assertThat(count("follow_up")).isZero();
        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.CANCELLED);
        assertThat(stock("dc-1", "SKU-1")).containsExactly(100, 0, 0);
        assertThat(commands()).contains("fulfilment-recalled/" + f.id());
        assertThat(commands()).anyMatch(c -> c.startsWith("lines-to-source/" + f.orderId() + "/changed/"));
        assertThat(eventTypes(f.orderId())).contains("order-changed", "fulfilment-recalled");
        // The node did nothing wrong: it may be asked again.
        assertThat(sourced(f.orderId()))
                .singleElement()
                .satisfies(next -> assertThat(next.node()).isEqualTo(f.node()));
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldChangeNothingWhenItIsPicked() {
        var f = atStore(2, 1);
        complete(task(f, "accept"), Map.of());
        complete(task(f, "pick"), Map.of());
        given(aStore("store-2"));
        var before = order(f.orderId());

        assertRefused(
                "already-packed",
                () -> change(f.orderId(), delivery(new DeliveryRequest(null, "store-2", null, null))));
        assertRefused("already-packed", () -> amendments.changeLine(f.orderId(), 1, 1, ANY, "service"));
        assertRefused("already-packed", () -> amendments.hold(f.orderId(), "wait", ANY, "service"));

        assertThat(order(f.orderId())).isEqualTo(before);
        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.PICKED);
        assertThat(stock("store-1", "SKU-1")).containsExactly(20, 2, 0);
        // A cancellation with a reason is always heard until the goods have left.
        assertThat(amendments
                        .cancel(f.orderId(), "changed my mind", ANY, "service")
                        .cancelRequested())
                .isTrue();
    }

    @Test
    void shouldChangeNothingWhenItIsTooLateAtTheWarehouse() {
        var f = atWarehouse(3);
        warehouse.isTooLateToCancel(true);

        assertRefused("too-late-at-warehouse", () -> change(f.orderId(), to("10001")));
        assertRefused("too-late-at-warehouse", () -> amendments.changeLine(f.orderId(), 1, 1, ANY, "service"));
        assertRefused("too-late-at-warehouse", () -> amendments.hold(f.orderId(), "wait", ANY, "service"));

        assertThat(order(f.orderId()).delivery().postalCode()).isEqualTo("60606");
        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.ALLOCATED);
        assertThat(stock("dc-1", "SKU-1")).containsExactly(100, 3, 0);
        assertThat(count("follow_up")).isZero();
    }

    /** Nobody in Baton catches it, as nobody hears of a kill. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    @Test
    void shouldSourceAgainWhenBatonIsKilledAfterTheWarehouseHasStopped() {
        var f = atWarehouse(3);
        warehouse.afterCancelling(() -> {
            throw new Killed();
        });
        assertThatThrownBy(() -> change(f.orderId(), to("10001"))).isInstanceOf(Killed.class);
        warehouse.afterCancelling(() -> {});

        assertSourcedAgainAfterAWhile(f);
    }

    @Test
    void shouldSourceAgainWhenNobodyKnowsWhetherTheWarehouseHasStopped() {
        var f = atWarehouse(3);
        warehouse.afterCancelling(() -> {
            throw new GatewayUnavailableException("no answer");
        });
        assertThatThrownBy(() -> change(f.orderId(), to("10001"))).isInstanceOf(GatewayUnavailableException.class);
        warehouse.afterCancelling(() -> {});

        assertSourcedAgainAfterAWhile(f);
    }

    private void assertSourcedAgainAfterAWhile(Fulfilment f) {
        followUp();
        assertThat(fulfilment(f.id()).status()).as("a change may be slow").isEqualTo(FulfilmentStatus.ALLOCATED);

        clock.advance(WarehouseStops.CHANGE_TAKES_AT_MOST);
        followUp();

        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.REJECTED);
        assertThat(commands()).contains("fulfilment-rejected/" + f.id());
        assertThat(commands()).anyMatch(c -> c.startsWith("lines-to-source/"));
        assertThat(order(f.orderId()).delivery().postalCode()).isEqualTo("60606");
        assertThat(count("follow_up")).isZero();
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldLeaveItWithTheWarehouseWhenThatNeverHeardOfTheChangeAndHasSentIt() {
        var f = atWarehouse(3);
        warehouse.afterCancelling(() -> {
            throw new GatewayUnavailableException("no answer");
        });
        assertThatThrownBy(() -> change(f.orderId(), to("10001"))).isInstanceOf(GatewayUnavailableException.class);
        warehouse.isTooLateToCancel(true);

        clock.advance(WarehouseStops.CHANGE_TAKES_AT_MOST);
        followUp();

        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.ALLOCATED);
        assertThat(count("follow_up")).isZero();
    }

    @Test
    void shouldSourceAgainWhatAWarehouseHasStoppedWhenTheChangeFailsAfterAll() {
        var f = atWarehouse(3);
        var calls = new int[1];
        Consumer<Order> staleAtLast = order -> {
            if (++calls[0] == 2) {
                throw new IllegalStateException("somebody was faster");
            }
        };

        assertThatThrownBy(() -> amendments.change(f.orderId(), to("10001"), staleAtLast, "service"))
                .hasMessage("somebody was faster");

        assertThat(order(f.orderId()).delivery().postalCode()).isEqualTo("60606");
        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.REJECTED);
        assertThat(commands()).contains("fulfilment-rejected/" + f.id());
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldChangeContactsAtAnyTimeWithoutTouchingTheGoods() {
        var f = atStore(1, 1);
        complete(task(f, "accept"), Map.of());
        complete(task(f, "pick"), Map.of());

        change(f.orderId(), new OrderEdits.Request(null, new Contact("new@example.com", null), "Bo Poe"));

        assertThat(order(f.orderId()).customer().email()).isEqualTo("new@example.com");
        assertThat(order(f.orderId()).customer().phone()).isEqualTo("+13125550100");
        assertThat(orders.pickupPerson(f.orderId())).contains("Bo Poe");
        assertThat(events.of(f.orderId()).toString()).doesNotContain("Bo Poe").doesNotContain("new@");
        change(f.orderId(), new OrderEdits.Request(null, null, ""));
        assertThat(orders.pickupPerson(f.orderId())).isEmpty();
    }

    @Test
    void shouldNameEveryFieldThatIsWrong() {
        var f = atStore(1, 1);
        var bad = new OrderEdits.Request(
                new DeliveryRequest("teleport", "nowhere", "soon", null),
                new Contact("no mail", "12"),
                "x".repeat(201));

        assertThatThrownBy(() -> change(f.orderId(), bad))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.errors())
                                .extracting(error -> error.field())
                                .contains(
                                        "delivery.option",
                                        "delivery.requestedOn",
                                        "customer.email",
                                        "customer.phone",
                                        "pickupPerson"));
        assertThatThrownBy(() -> change(f.orderId(), delivery(new DeliveryRequest("ship", null, null, null))))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void shouldCancelSomeUnitsOfALineAtTheStoreThatHasThem() {
        var f = atStore(3, 1);
        complete(task(f, "accept"), Map.of());
        var pick = task(f, "pick");

        amendments.changeLine(f.orderId(), 1, 1, ANY, "service");

        assertThat(stock("store-1", "SKU-1")).containsExactly(20, 1, 0);
        assertThat(fulfilment(f.id()).units()).isEqualTo(2);
        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.ACCEPTED);
        complete(pick, Map.of());
        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.PICKED);
        assertThat(eventTypes(f.orderId())).contains("order-line-changed", "fulfilment-reduced");
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldEndAPartThatHasNothingLeftAndKeepTheOthers() {
        var f = atStore(2, 1);
        amendments.changeLine(f.orderId(), 1, 0, ANY, "service");
        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.ALLOCATED);
        assertThat(order(f.orderId()).lines().get(1).status()).isEqualTo(LineStatus.CANCELLED);

        var last = amendments.changeLine(f.orderId(), 2, 0, ANY, "service");

        assertThat(last.cancelRequested()).as("the last line is the order").isTrue();
        assertThat(commands()).contains("order-cancel-requested/" + f.orderId());
    }

    @Test
    void shouldTellAWarehouseTheWholeLineAnew() {
        var f = atWarehouse(3);

        amendments.changeLine(f.orderId(), 1, 1, ANY, "service");

        assertThat(warehouse.cancelled()).containsExactly(f.id());
        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.CANCELLED);
        assertThat(order(f.orderId()).lines().get(1).toSource()).isEqualTo(1);
        assertThat(order(f.orderId()).lines().get(1).cancelled()).isEqualTo(2);
        assertThat(sourced(f.orderId()).getFirst().units()).isEqualTo(1);
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldRefuseMoreUnitsAndUnknownLines() {
        var f = atStore(2, 1);

        assertRefused("quantity-increase", () -> amendments.changeLine(f.orderId(), 1, 3, ANY, "service"));
        assertThatThrownBy(() -> amendments.changeLine(f.orderId(), 9, 0, ANY, "service"))
                .isInstanceOf(NotFoundException.class);
        amendments.changeLine(f.orderId(), 1, 2, ANY, "service");
        assertThat(eventTypes(f.orderId())).doesNotContain("order-line-changed");
    }

    @Test
    void shouldHoldAndReleaseWithAReason() {
        var f = atStore(2, 1);
        var accept = task(f, "accept");

        var held = amendments.hold(f.orderId(), "customer calls back", ANY, "service");

        assertThat(held.status()).isEqualTo(OrderStatus.ON_HOLD);
        assertThat(held.holdReason()).isEqualTo(HoldReason.MANUAL);
        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.CANCELLED);
        assertRefused("task-not-open", () -> complete(accept, Map.of()));
        assertThat(stock("store-1", "SKU-1")).containsExactly(20, 0, 0);
        assertThat(sourced(f.orderId())).as("what is held is not sourced").isEmpty();
        assertThat(lifecycle.complete(f.orderId()).progress()).hasToString("HELD");
        assertRefused("order-held", () -> amendments.hold(f.orderId(), "again", ANY, "service"));

        lifecycle.release(f.orderId(), "called back", "service");

        assertThat(sourced(f.orderId())).hasSize(1);
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldRefuseEveryChangeOfAnOrderThatHasEnded() {
        var f = atStore(1, 1);
        collected(f, "ada");

        assertRefused("order-ended", () -> change(f.orderId(), new OrderEdits.Request(null, null, "Bo")));
        assertRefused("order-ended", () -> amendments.changeLine(f.orderId(), 1, 0, ANY, "service"));
        assertRefused("order-ended", () -> amendments.hold(f.orderId(), "late", ANY, "service"));
    }

    @Test
    void shouldShipInsteadWhenAPickupIsChanged() {
        var f = atStore(1, 1);
        var instead = new DeliveryRequest("ship", null, null, OrderBuilder.address("60606"));

        change(f.orderId(), delivery(instead));

        assertThat(order(f.orderId()).delivery().node()).isNull();
        assertThat(sourced(f.orderId()))
                .singleElement()
                .satisfies(next -> assertThat(next.pickupCode()).isNull());
        assertThat(List.copyOf(eventTypes(f.orderId()))).contains("order-changed");
    }

    @Test
    void shouldKeepAnOrderOutOfTheStoresUntilItsTimeHasCome() {
        given(aStore("store-1"));
        given("SKU-1");
        var later = new DeliveryRequest("ship", null, "2026-12-04", OrderBuilder.address("60606"));
        var id = accepted(anOrder().delivered(later).withLine("SKU-1", 1));

        var screened = screen(id);

        assertThat(screened.sourceAt()).hasToString("2026-12-01T00:00:00Z");
        assertThat(screen(id)).isEqualTo(screened);
        assertThat(status(id)).isEqualTo(OrderStatus.SCHEDULED);

        change(id, delivery(new DeliveryRequest(null, null, "2026-12-24", null)));
        assertThat(order(id).scheduledFor()).hasToString("2026-12-21T00:00:00Z");
        assertThat(commands()).anyMatch(c -> c.startsWith("order-rescheduled/" + id));

        sourced(id);
        assertThat(order(id).scheduledFor()).isNull();
        assertThat(status(id)).isEqualTo(OrderStatus.BACKORDERED);
    }

    @Test
    void shouldRefuseAnotherDayOnceItIsBeingFulfilled() {
        var f = atStore(1, 1);

        assertRefused(
                "in-fulfilment",
                () -> change(f.orderId(), delivery(new DeliveryRequest(null, null, "2026-12-24", null))));
    }
}
