package org.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FulfilShipToStoreProcessTest {

    private ProcessRun part;

    @AfterEach
    void close() {
        part.close();
    }

    @Test
    void shouldChargeWhenCollectedAtTheStoreThatAnotherSentItTo() {
        sentByStore();
        part.receives(MessageName.FULFILMENT_DELIVERED);
        ready();
        part.staffDoes("hand-over", true);
        part.completes(JobType.PAYMENT_CAPTURE_PAYMENT);

        part.endsAt("Event_PickedUp");
    }

    @Test
    void shouldChargeWhenCollectedAtTheStoreThatAWarehouseSentItTo() {
        given(true);
        part.completes(JobType.FULFILMENT_RELEASE_TO_WAREHOUSE);
        part.receives(MessageName.FULFILMENT_SHIPPED);
        part.receives(MessageName.FULFILMENT_DELIVERED);
        ready();
        part.staffDoes("hand-over", true);
        part.completes(JobType.PAYMENT_CAPTURE_PAYMENT);

        part.endsAt("Event_PickedUp");
        assertThat(part.timesDone("Task_Accept")).isZero();
    }

    @Test
    void shouldGiveLinesBackWhenTheWarehouseRejects() {
        given(true);
        part.completes(JobType.FULFILMENT_RELEASE_TO_WAREHOUSE);
        part.receives(MessageName.FULFILMENT_REJECTED);

        part.endsAt("Event_NothingShipped");
    }

    @Test
    void shouldTakeItFromTheGiverWhenNotAcceptedInTime() {
        given(false);
        part.waitsTooLongAt("Task_Accept", Duration.ofHours(2));
        part.completes(JobType.FULFILMENT_REJECT_UNACCEPTED);

        part.endsAt("Event_LinesBackToSourcing");
    }

    @Test
    void shouldGiveLinesBackWhenTheGiverRefusesThemAll() {
        given(false);
        part.staffDoes("accept", false);

        part.endsAt("Event_LinesBackToSourcing");
        assertThat(part.timesDone("Task_Pick")).isZero();
    }

    @Test
    void shouldGiveLinesBackWhenNothingIsFound() {
        given(false);
        part.staffDoes("accept", true);
        part.staffDoes("pick", false);

        part.endsAt("Event_LinesBackToSourcing");
        assertThat(part.timesDone("Task_Pack")).isZero();
    }

    @Test
    void shouldReturnToTheStoresStockWhenNotCollected() {
        sentByStore();
        part.receives(MessageName.FULFILMENT_DELIVERED);
        ready();
        part.waitsTooLongAt("Task_HandOver", Duration.ofDays(5));
        part.completes(JobType.FULFILMENT_RETURN_TO_STOCK, Map.of("returned", true));
        var told = part.completes(JobType.NOTIFICATION_SEND_MESSAGE);

        part.endsAt("Event_FulfilmentNotCollected");
        assertThat(told.getCustomHeaders()).containsEntry("message", "pickup-expired");
    }

    @Test
    void shouldChargeWhenSomeWasHandedOverBeforeThePickupWindowEnded() {
        sentByStore();
        part.receives(MessageName.FULFILMENT_DELIVERED);
        ready();
        part.waitsTooLongAt("Task_HandOver", Duration.ofDays(5));
        part.completes(JobType.FULFILMENT_RETURN_TO_STOCK, Map.of("returned", false));
        part.completes(JobType.PAYMENT_CAPTURE_PAYMENT);

        part.endsAt("Event_PickedUp");
    }

    @Test
    void shouldEndWhenThePlanChanges() {
        given(false);
        part.waitsAt("Task_Accept");
        part.receives(MessageName.FULFILMENT_RECALLED);

        part.endsAt("Event_TakenBack");
    }

    private void given(boolean fromWarehouse) {
        part = ProcessRun.ofPart(
                ProcessId.FULFIL_SHIP_TO_STORE,
                Map.of(
                        "acceptWithin",
                        "PT2H",
                        "pickWithin",
                        "PT8H",
                        "pickupWindow",
                        "P5D",
                        "fromWarehouse",
                        fromWarehouse));
    }

    private void sentByStore() {
        given(false);
        part.staffDoes("accept", true);
        part.staffDoes("pick", true);
        part.staffDoes("pack", true);
        part.completes(JobType.FULFILMENT_BUY_LABEL);
        part.staffDoes("ship", true);
    }

    private void ready() {
        part.staffDoes("receive", true);
        var told = part.completes(JobType.NOTIFICATION_SEND_MESSAGE);
        assertThat(told.getCustomHeaders()).containsEntry("message", "ready-for-pickup");
    }
}
