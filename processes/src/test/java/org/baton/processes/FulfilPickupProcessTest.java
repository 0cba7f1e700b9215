package org.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FulfilPickupProcessTest {

    private ProcessRun part;

    @BeforeEach
    void allocate() {
        part = ProcessRun.ofPart(
                ProcessId.FULFIL_PICKUP,
                Map.of("acceptWithin", "PT30M", "pickWithin", "PT2H", "pickupWindow", "P5D", "fromWarehouse", false));
    }

    @AfterEach
    void close() {
        part.close();
    }

    @Test
    void shouldEndWhenThePlanChanges() {
        part.waitsAt("Task_Accept");
        part.receives(MessageName.FULFILMENT_RECALLED);

        part.endsAt("Event_TakenBack");
    }

    @Test
    void shouldChargeWhenPickedUp() {
        ready();
        part.staffDoes("hand-over", true);
        part.completes(JobType.PAYMENT_CAPTURE_PAYMENT);

        part.endsAt("Event_PickedUp");
    }

    @Test
    void shouldTellStaffWhenTheTaskIsDue() {
        var accept = part.staffDoes("accept", true);
        var pick = part.staffDoes("pick", true);

        assertThat(accept.getCustomHeaders()).containsKey("io.camunda.zeebe:dueDate");
        assertThat(pick.getCustomHeaders()).containsKey("io.camunda.zeebe:dueDate");
    }

    @Test
    void shouldTakeItFromTheStoreWhenNotAcceptedInTime() {
        part.waitsTooLongAt("Task_Accept", Duration.ofMinutes(30));
        part.completes(JobType.FULFILMENT_REJECT_UNACCEPTED);

        part.endsAt("Event_LinesBackToSourcing");
    }

    @Test
    void shouldGiveLinesBackWhenStoreRefusesThemAll() {
        part.staffDoes("accept", false);

        part.endsAt("Event_LinesBackToSourcing");
        assertThat(part.timesDone("Task_Pick")).isZero();
    }

    @Test
    void shouldGiveLinesBackWhenNothingIsFound() {
        part.staffDoes("accept", true);
        part.staffDoes("pick", false);

        part.endsAt("Event_LinesBackToSourcing");
        assertThat(part.timesDone("Task_Pack")).isZero();
    }

    @Test
    void shouldReturnToStockWhenNotCollected() {
        ready();
        part.waitsTooLongAt("Task_HandOver", Duration.ofDays(5));
        part.completes(JobType.FULFILMENT_RETURN_TO_STOCK, Map.of("returned", true));
        var told = part.completes(JobType.NOTIFICATION_SEND_MESSAGE);

        part.endsAt("Event_FulfilmentNotCollected");
        assertThat(told.getCustomHeaders()).containsEntry("message", "pickup-expired");
        assertThat(part.timesDone("Task_CapturePayment")).isZero();
    }

    @Test
    void shouldChargeWhenHandedOverAsThePickupWindowEnds() {
        ready();
        part.waitsTooLongAt("Task_HandOver", Duration.ofDays(5));
        part.completes(JobType.FULFILMENT_RETURN_TO_STOCK, Map.of("returned", false));
        part.completes(JobType.PAYMENT_CAPTURE_PAYMENT);

        part.endsAt("Event_PickedUp");
        assertThat(part.timesDone("Task_TellExpired")).isZero();
    }

    private void ready() {
        part.staffDoes("accept", true);
        part.staffDoes("pick", true);
        part.staffDoes("pack", true);
        var told = part.completes(JobType.NOTIFICATION_SEND_MESSAGE);
        assertThat(told.getCustomHeaders()).containsEntry("message", "ready-for-pickup");
    }
}
