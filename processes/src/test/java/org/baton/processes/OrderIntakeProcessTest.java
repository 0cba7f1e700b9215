package org.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OrderIntakeProcessTest {

    private static final Map<String, ?> HANDED_IN = Map.of("order", Map.of("channel", "web"));

    @Test
    void shouldAcceptOrderWhenItIsValid() {
        try (var intake = ProcessRun.of(ProcessId.ORDER_INTAKE, HANDED_IN)) {
            intake.completes(JobType.ORDER_ACCEPT_ORDER, Map.of("orderId", "ord_x", "alreadyAccepted", false));

            intake.endsAt("Event_OrderAccepted");
            assertThat(intake.variable("orderId")).hasValue("\"ord_x\"");
        }
    }

    @Test
    void shouldSayWhyWhenOrderIsRefused() {
        try (var intake = ProcessRun.of(ProcessId.ORDER_INTAKE, HANDED_IN)) {
            intake.refuses(JobType.ORDER_ACCEPT_ORDER, ErrorCode.ORDER_REFUSED, Map.of("errorMessage", "no lines"));

            intake.endsAt("Event_OrderRefused");
            assertThat(intake.variable("refusalReason")).hasValue("\"no lines\"");
        }
    }
}
