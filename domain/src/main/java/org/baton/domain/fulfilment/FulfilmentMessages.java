package org.baton.domain.fulfilment;

import java.time.Duration;
import java.util.Map;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.engine.EngineCommand;
import org.baton.domain.engine.EngineOutbox;
import org.springframework.stereotype.Component;

/** The messages by which news of a fulfilment reach its process, each sent once. */
@Component
class FulfilmentMessages {

    private static final Duration KEPT = Duration.ofDays(7);

    private final EngineOutbox outbox;

    FulfilmentMessages(EngineOutbox outbox) {
        this.outbox = outbox;
    }

    void shipped(FulfilmentId id) {
        send("fulfilment-shipped", id);
    }

    void delivered(FulfilmentId id) {
        send("fulfilment-delivered", id);
    }

    void rejected(FulfilmentId id) {
        send("fulfilment-rejected", id);
    }

    /** @param retry whether the courier shall try once more */
    void deliveryFailed(FulfilmentId id, int attempt, boolean retry) {
        var name = "fulfilment-delivery-failed";
        outbox.write(new EngineCommand.Message(
                name, id.value(), name + "/" + id + "/" + attempt, Map.of("retryDelivery", retry), KEPT));
    }

    /** The plan has changed: its process ends, the work on it is undone. */
    void recalled(FulfilmentId id) {
        send("fulfilment-recalled", id);
    }

    private void send(String name, FulfilmentId id) {
        outbox.write(new EngineCommand.Message(name, id.value(), name + "/" + id, Map.of(), KEPT));
    }
}
