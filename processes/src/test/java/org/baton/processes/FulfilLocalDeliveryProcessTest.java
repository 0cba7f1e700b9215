package org.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FulfilLocalDeliveryProcessTest {

    private ProcessRun part;

    @BeforeEach
    void allocate() {
        part = ProcessRun.ofPart(
                ProcessId.FULFIL_LOCAL_DELIVERY,
                Map.of("acceptWithin", "PT15M", "pickWithin", "PT1H", "pickupWindow", "PT0S", "fromWarehouse", false));
    }

    @AfterEach
    void close() {
        part.close();
    }

    @Test
    void shouldChargeWhenDelivered() {
        onTheRoad();
        part.receives(MessageName.FULFILMENT_DELIVERED);
        part.completes(JobType.PAYMENT_CAPTURE_PAYMENT);

        part.endsAt("Event_FulfilmentDelivered");
    }

    @Test
    void shouldSendAnotherCourierWhenTheFirstFails() {
        onTheRoad();
        failed(true);
        part.completes(JobType.FULFILMENT_DISPATCH_COURIER);
        part.staffDoes("courier", true);
        part.receives(MessageName.FULFILMENT_DELIVERED);
        part.completes(JobType.PAYMENT_CAPTURE_PAYMENT);

        part.endsAt("Event_FulfilmentDelivered");
        assertThat(part.timesDone("Task_DispatchCourier")).isEqualTo(2);
    }

    @Test
    void shouldReturnToStockWhenNoTryIsLeft() {
        onTheRoad();
        failed(false);
        part.completes(JobType.FULFILMENT_RETURN_TO_STOCK, Map.of("returned", true));

        part.endsAt("Event_NotDelivered");
        assertThat(part.timesDone("Task_CapturePayment")).isZero();
    }

    @Test
    void shouldSeekAnotherStoreWhenNoCourierGoesThere() {
        packed();
        part.refuses(JobType.FULFILMENT_DISPATCH_COURIER, ErrorCode.COURIER_REFUSED, Map.of());
        part.completes(JobType.FULFILMENT_REJECT_UNACCEPTED);

        part.endsAt("Event_AnotherStore");
    }

    @Test
    void shouldTakeItFromTheStoreWhenNotAcceptedInTime() {
        part.waitsTooLongAt("Task_Accept", Duration.ofMinutes(15));
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
    void shouldEndWhenThePlanChanges() {
        part.waitsAt("Task_Accept");
        part.receives(MessageName.FULFILMENT_RECALLED);

        part.endsAt("Event_TakenBack");
    }

    private void packed() {
        part.staffDoes("accept", true);
        part.staffDoes("pick", true);
        part.staffDoes("pack", true);
    }

    private void onTheRoad() {
        packed();
        part.completes(JobType.FULFILMENT_DISPATCH_COURIER);
        part.staffDoes("courier", true);
    }

    private void failed(boolean retry) {
        part.waitsAt("Gateway_OnTheRoad");
        part.receives(MessageName.FULFILMENT_DELIVERY_FAILED, Map.of("retryDelivery", retry));
        part.staffDoes("take-back", true);
    }
}
