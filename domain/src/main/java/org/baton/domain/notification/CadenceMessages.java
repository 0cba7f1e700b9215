package org.baton.domain.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.baton.domain.common.OrderId;
import org.baton.domain.engine.EngineCommand;
import org.baton.domain.engine.EngineOutbox;
import org.springframework.stereotype.Component;

/** The messages by which plans reach the process notification-cadence, each sent once. */
@Component
class CadenceMessages {

    private static final Duration KEPT = Duration.ofDays(7);

    private final EngineOutbox outbox;

    CadenceMessages(EngineOutbox outbox) {
        this.outbox = outbox;
    }

    /** Starts the process that waits until something is due. */
    void scheduled(OrderId order, String cadenceId, Instant due) {
        scheduled(order, cadenceId, due, "");
    }

    /** Starts it again in an engine that has lost it. */
    void resumed(OrderId order, String cadenceId, Instant due, int generation) {
        scheduled(order, cadenceId, due, "/" + generation);
    }

    private void scheduled(OrderId order, String cadenceId, Instant due, String suffix) {
        send(
                "notification-scheduled",
                cadenceId,
                suffix,
                Map.of("orderId", order.value(), "cadenceId", cadenceId, "nextDueAt", due.toString()));
    }

    /** Nothing is left to wait for. */
    void stopped(String cadenceId) {
        send("notification-stopped", cadenceId, "", Map.of());
    }

    private void send(String name, String cadenceId, String suffix, Map<String, Object> variables) {
        outbox.write(new EngineCommand.Message(name, cadenceId, name + "/" + cadenceId + suffix, variables, KEPT));
    }
}
