package org.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrderCancellationProcessTest {

    @Test
    void shouldUndoInTheOppositeOrderOfDoing() {
        try (var cancellation = ProcessRun.of(ProcessId.ORDER_CANCELLATION)) {
            cancellation.completes(JobType.FULFILMENT_CANCEL_FULFILMENTS);
            cancellation.completes(JobType.INVENTORY_RELEASE_STOCK);
            cancellation.completes(JobType.PAYMENT_VOID_PAYMENT);
            cancellation.completes(JobType.ORDER_CANCEL_ORDER);
            var told = cancellation.completes(JobType.NOTIFICATION_SEND_MESSAGE);

            cancellation.endsAt("Event_OrderCancelled");
            assertThat(told.getCustomHeaders()).containsEntry("message", "order-cancelled");
        }
    }
}
