package org.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FulfilShipFromStoreProcessTest {

    private ProcessRun part;

    @BeforeEach
    void allocate() {
        part = ProcessRun.ofPart(
                ProcessId.FULFIL_SHIP_FROM_STORE,
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
    void shouldChargeAndTellWhenCarrierTakesTheParcel() {
        part.staffDoes("accept", true);
        part.staffDoes("pick", true);
        part.staffDoes("pack", true);
        part.completes(JobType.FULFILMENT_BUY_LABEL);
        part.staffDoes("ship", true);
        part.completes(JobType.PAYMENT_CAPTURE_PAYMENT);
        var told = part.completes(JobType.NOTIFICATION_SEND_MESSAGE);
        part.receives(MessageName.FULFILMENT_DELIVERED);

        part.endsAt("Event_FulfilmentDelivered");
        assertThat(told.getCustomHeaders()).containsEntry("message", "order-shipped");
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
    }

    @Test
    void shouldGiveLinesBackWhenNothingIsFound() {
        part.staffDoes("accept", true);
        part.staffDoes("pick", false);

        part.endsAt("Event_LinesBackToSourcing");
    }
}
