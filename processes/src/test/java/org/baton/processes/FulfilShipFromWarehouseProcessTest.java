package org.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FulfilShipFromWarehouseProcessTest {

    private ProcessRun part;

    @BeforeEach
    void release() {
        part = ProcessRun.of(ProcessId.FULFIL_SHIP_FROM_WAREHOUSE);
        part.completes(JobType.FULFILMENT_RELEASE_TO_WAREHOUSE);
    }

    @AfterEach
    void close() {
        part.close();
    }

    @Test
    void shouldEndWhenThePlanChanges() {
        part.waitsAt("Gateway_WarehouseAnswers");
        part.receives(MessageName.FULFILMENT_RECALLED);

        part.endsAt("Event_TakenBack");
    }

    @Test
    void shouldChargeAndTellWhenShipped() {
        part.receives(MessageName.FULFILMENT_SHIPPED);
        part.completes(JobType.PAYMENT_CAPTURE_PAYMENT);
        var told = part.completes(JobType.NOTIFICATION_SEND_MESSAGE);
        part.receives(MessageName.FULFILMENT_DELIVERED);

        part.endsAt("Event_FulfilmentDelivered");
        assertThat(told.getCustomHeaders()).containsEntry("message", "order-shipped");
    }

    @Test
    void shouldGiveLinesBackWhenRejected() {
        part.receives(MessageName.FULFILMENT_REJECTED);

        part.endsAt("Event_LinesBackToSourcing");
        assertThat(part.timesDone("Task_CapturePayment")).isZero();
    }
}
