package org.baton.domain.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.RefusedException;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.RejectionReason;
import org.baton.domain.order.OrderLifecycle;
import org.baton.domain.order.OrderStatus;
import org.baton.domain.support.DomainIT;
import org.baton.domain.support.OrderBuilder;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class FulfilmentProgressIT extends DomainIT {

    @Autowired
    private Dispatch dispatch;

    @Test
    void shouldFulfilTheLinesWhenTheGoodsShip() {
        var f = atWarehouse(3);

        for (int time = 0; time < 2; time++) {
            progress.shipped(f.id(), "post", "T-1", "dc");
        }

        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.SHIPPED);
        assertThat(fulfilment(f.id()).trackingNumber()).isEqualTo("T-1");
        assertThat(status(f.orderId())).isEqualTo(OrderStatus.FULFILLED);
        assertThat(stock("dc-1", "SKU-1")).containsExactly(97, 0, 0);
        assertThat(eventTypes(f.orderId()))
                .containsOnlyOnce("fulfilment-shipped")
                .containsOnlyOnce("order-fulfilled");
        assertThat(commands()).contains("fulfilment-shipped/" + f.id());
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldTellTheProcessOnceWhenTheParcelIsDelivered() {
        var f = atWarehouse(3);
        progress.delivered(f.id(), "post");
        progress.shipped(f.id(), "post", "T-1", "dc");

        for (int time = 0; time < 2; time++) {
            progress.delivered(f.id(), "post");
        }
        progress.shipped(f.id(), "post", "T-2", "dc");

        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.DELIVERED);
        assertThat(fulfilment(f.id()).trackingNumber()).isEqualTo("T-1");
        assertThat(eventTypes(f.orderId())).containsOnlyOnce("fulfilment-delivered");
        assertThat(commands()).containsOnlyOnce("fulfilment-delivered/" + f.id());
    }

    @Test
    void shouldSendUnitsBackToSourcingWhenTheNodeGivesThemBack() {
        var f = atStore(3, 2);

        var left = progress.giveBack(f.id(), Map.of(1, 2, 2, 99), RejectionReason.MISMATCH, "ada");

        assertThat(left).isEqualTo(1);
        assertThat(fulfilment(f.id()).lines()).containsExactly(line(1, "SKU-1", 1, 0, 2), line(2, "SKU-2", 0, 0, 2));
        assertThat(order(f.orderId()).lines().get(1).toSource()).isEqualTo(2);
        assertThat(stock("store-1", "SKU-1")).containsExactly(18, 1, 0);
        assertThat(commands()).contains("lines-to-source/" + f.orderId() + "/" + f.id() + "/rejected/0");
        assertThat(lifecycle.complete(f.orderId()).progress()).isEqualTo(OrderLifecycle.Progress.WAITING);
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldEndRejectedWhenEverythingIsGivenBackBitByBit() {
        var f = atStore(2, 1);

        assertThat(progress.giveBack(f.id(), Map.of(1, 1), RejectionReason.NO_VARIANCE, "ada"))
                .isEqualTo(2);
        assertThat(progress.giveBack(f.id(), Map.of(7, 1), RejectionReason.NO_VARIANCE, "ada"))
                .isEqualTo(2);
        assertThat(progress.giveBack(f.id(), Map.of(1, 1, 2, 1), RejectionReason.NO_VARIANCE, "ada"))
                .isZero();

        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.REJECTED);
        assertThat(commands()).filteredOn(c -> c.startsWith("lines-to-source/")).hasSize(2);
        assertRefused(() -> progress.giveBack(f.id(), Map.of(1, 1), RejectionReason.NO_VARIANCE, "ada"));
    }

    @Test
    void shouldTellTheProcessWhenTheWarehouseRejects() {
        var f = atWarehouse(3);

        for (int time = 0; time < 2; time++) {
            progress.rejectedByWarehouse(f.id(), RejectionReason.NOT_IN_STOCK, "dc");
        }

        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.REJECTED);
        assertThat(stock("dc-1", "SKU-1")).containsExactly(0, 0, 0);
        assertThat(commands()).containsOnlyOnce("fulfilment-rejected/" + f.id());
    }

    @Test
    void shouldTakeItFromTheStoreWhenNobodyAccepts() {
        var f = atStore(2, 1);

        for (int time = 0; time < 2; time++) {
            progress.notAccepted(f.id());
        }

        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.REJECTED);
        assertThat(stock("store-1", "SKU-1")).containsExactly(20, 0, 0);
    }

    @Test
    void shouldTakeItFromTheStoreWhenItWasAcceptedAsTheTimeEnded() {
        var f = atStore(2, 1);
        progress.step(f.id(), FulfilmentStatus.ACCEPTED, "ada");
        // Its process has left the task already: nobody would tell the store to pick.
        progress.notAccepted(f.id());

        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.REJECTED);
        assertThat(stock("store-1", "SKU-1")).containsExactly(20, 0, 0);
    }

    @Test
    void shouldSendOtherOrdersElsewhereWhenTheShelfIsEmpty() {
        var f = atStore(2, 1);
        var same = OrderBuilder.anOrder().collectedAt("store-1").withLine("SKU-1", 2);
        var waiting = sourced(accepted(same)).getFirst();
        var both = OrderBuilder.anOrder()
                .collectedAt("store-1")
                .withLine("SKU-1", 1)
                .withLine("SKU-2", 1);
        var partly = sourced(accepted(both)).getFirst();
        var again = OrderBuilder.anOrder().collectedAt("store-1").withLine("SKU-1", 2);
        var found = sourced(accepted(again)).getFirst();
        progress.step(found.id(), FulfilmentStatus.PICKED, "ada");

        progress.giveBack(f.id(), Map.of(1, 2), RejectionReason.NOT_IN_STOCK, "ada");
        followUp();

        assertThat(fulfilment(waiting.id()).status()).isEqualTo(FulfilmentStatus.REJECTED);
        assertThat(commands()).contains("fulfilment-recalled/" + waiting.id());
        assertThat(fulfilment(partly.id()).units()).isEqualTo(1);
        assertThat(fulfilment(partly.id()).status()).isEqualTo(FulfilmentStatus.ALLOCATED);
        assertThat(fulfilment(found.id()).units())
                .as("they have it in their hands")
                .isEqualTo(2);
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldStillSendOtherOrdersElsewhereWhenBatonIsKilledAfterTheRejection() {
        var f = atStore(2, 1);
        var same = OrderBuilder.anOrder().collectedAt("store-1").withLine("SKU-1", 2);
        var waiting = sourced(accepted(same)).getFirst();
        progress.giveBack(f.id(), Map.of(1, 2), RejectionReason.NOT_IN_STOCK, "ada");
        // The relay takes it, and is killed before it has done it.
        assertThat(followUps.lease(10, Duration.ofMinutes(1))).hasSize(1);
        clock.advance(Duration.ofSeconds(1));
        counted("store-1", "SKU-1", 20);
        var later = sourced(
                        accepted(OrderBuilder.anOrder().collectedAt("store-1").withLine("SKU-1", 2)))
                .getFirst();

        clock.advance(Duration.ofMinutes(1));
        followUp();

        assertThat(fulfilment(waiting.id()).status()).isEqualTo(FulfilmentStatus.REJECTED);
        assertThat(fulfilment(later.id()).status()).as("there was some again").isEqualTo(FulfilmentStatus.ALLOCATED);
        assertThat(count("follow_up")).isZero();
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldReturnToStockAndCancelWhenNobodyCollects() {
        var f = atStore(2, 1);

        for (int time = 0; time < 2; time++) {
            assertThat(progress.returnedToStock(f.id())).isTrue();
        }

        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.RETURNED_TO_STOCK);
        assertThat(stock("store-1", "SKU-1")).containsExactly(20, 0, 0);
        assertThat(status(f.orderId())).isEqualTo(OrderStatus.CANCELLED);
    }

    @Test
    void shouldSayThatItIsNotReturnedWhenItWasHandedOverAsTheWindowEnded() {
        var f = atStore(2, 1);
        collected(f, "ada");

        assertThat(progress.returnedToStock(f.id())).isFalse();
        assertThat(status(f.orderId())).isEqualTo(OrderStatus.FULFILLED);
    }

    @Test
    void shouldRefuseOrIgnoreNewsWhenTheOrderIsBeingCancelled() {
        var f = atWarehouse(3);
        lifecycle.requestCancel(f.orderId(), "changed my mind", "ada");

        assertRefused(() -> progress.shipped(f.id(), "post", "T-1", "dc"));
        assertRefused(() -> progress.step(f.id(), FulfilmentStatus.ACCEPTED, "ada"));
        assertRefused(() -> progress.giveBack(f.id(), Map.of(1, 1), RejectionReason.DAMAGED, "ada"));
        progress.notAccepted(f.id());
        progress.rejectedByWarehouse(f.id(), RejectionReason.NOT_IN_STOCK, "dc");

        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.ALLOCATED);
        assertThat(stock("dc-1", "SKU-1")).containsExactly(100, 3, 0);
    }

    @Test
    void shouldSayNotFoundWhenThereIsNoSuchFulfilment() {
        assertThatThrownBy(() -> progress.delivered(new FulfilmentId("ful_none"), "post"))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void shouldHandOverItsLinesWhenReleasedToTheWarehouse() {
        var f = atWarehouse(3);

        dispatch.releaseToWarehouse(f.id());

        assertThat(warehouse.released()).singleElement().satisfies(release -> {
            assertThat(release.fulfilment()).isEqualTo(f.id());
            assertThat(release.items())
                    .extracting(WarehouseGateway.Item::quantity)
                    .containsExactly(3);
            assertThat(release.recipient()).isEqualTo("Ada Poe");
        });
        assertThat(eventTypes(f.orderId())).contains("fulfilment-released");
    }

    @Test
    void shouldGoBackToSourcingWhenTheWarehouseRefuses() {
        var f = atWarehouse(3);
        warehouse.refuses(true);

        dispatch.releaseToWarehouse(f.id());

        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.REJECTED);
        assertThat(stock("dc-1", "SKU-1")).containsExactly(100, 0, 0);
        assertThat(commands()).contains("fulfilment-rejected/" + f.id());
    }

    @Test
    void shouldStopTheWarehouseWhenTheCancellationWasFasterThanTheRelease() {
        var f = atWarehouse(3);
        warehouse.whileReleasing(() -> {
            lifecycle.requestCancel(f.orderId(), "changed my mind", "ada");
            dispatch.cancelAll(f.orderId());
        });

        dispatch.releaseToWarehouse(f.id());

        assertThat(warehouse.cancelled()).containsExactly(f.id(), f.id());
    }

    @Test
    void shouldNoteItWhenTheWarehouseCannotStopAnyMore() {
        var f = atWarehouse(3);
        warehouse.isTooLateToCancel(true);

        dispatch.cancelAll(f.orderId());

        assertThat(eventTypes(f.orderId())).contains("fulfilment-cancelled", "warehouse-could-not-stop");
    }

    @Test
    void shouldBuyOneLabelWhenAskedTwice() {
        var f = atWarehouse(3);

        for (int time = 0; time < 2; time++) {
            dispatch.buyLabel(f.id());
        }

        assertThat(carrier.parcels())
                .singleElement()
                .satisfies(parcel -> assertThat(parcel.weightGrams()).isEqualTo(1500));
        assertThat(fulfilment(f.id()).carrier()).isEqualTo("sandbox-post");
        assertThat(eventTypes(f.orderId())).containsOnlyOnce("label-bought");
    }

    @Test
    void shouldListFulfilmentsInPages() {
        var f = atStore(1, 1);

        assertThat(fulfilments.page(new NodeId("store-1"), FulfilmentStatus.ALLOCATED, "", 10))
                .containsExactly(f);
        assertThat(fulfilments.page(null, null, f.id().value(), 10)).isEmpty();
        assertThat(fulfilments.page(new NodeId("store-2"), null, "", 10)).isEmpty();
    }

    private static Fulfilment.FulfilmentLine line(int number, String sku, int quantity, int picked, int rejected) {
        return new Fulfilment.FulfilmentLine(number, new Sku(sku), quantity, picked, rejected, 0, 0);
    }

    private static void assertRefused(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo("fulfilment-ended"));
    }
}
