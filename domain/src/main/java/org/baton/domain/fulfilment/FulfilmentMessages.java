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

    static final String DELIVERY_FAILED = "fulfilment-delivery-failed";

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
        deliveryFailed(id, Integer.toString(attempt), retry);
    }

    private void deliveryFailed(FulfilmentId id, String which, boolean retry) {
        outbox.write(new EngineCommand.Message(
                DELIVERY_FAILED,
                id.value(),
                DELIVERY_FAILED + "/" + id + "/" + which,
                Map.of("retryDelivery", retry),
                KEPT));
    }

    /** @param resumes tells the message from the one that an earlier process had */
    void shippedAgain(FulfilmentId id, int resumes) {
        send("fulfilment-shipped", id, "/" + resumes);
    }

    void deliveredAgain(FulfilmentId id, int resumes) {
        send("fulfilment-delivered", id, "/" + resumes);
    }

    void deliveryFailedAgain(FulfilmentId id, int attempt, boolean retry, int resumes) {
        deliveryFailed(id, attempt + "/" + resumes, retry);
    }

    /** The plan has changed: its process ends, the work on it is undone. */
    void recalled(FulfilmentId id) {
        send("fulfilment-recalled", id);
    }

    private void send(String name, FulfilmentId id) {
        send(name, id, "");
    }

    private void send(String name, FulfilmentId id, String suffix) {
        outbox.write(new EngineCommand.Message(name, id.value(), name + "/" + id + suffix, Map.of(), KEPT));
    }
}
