package org.baton.app.cli.demo;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Customer service: asks for another card when one was declined, cancels when there is none, lets the rest go on. */
final class SimulatedService {

    private final BatonClient client;
    private final Predicate<String> paysLater;
    private final Set<String> handled = ConcurrentHashMap.newKeySet();
    private final LongAdder released = new LongAdder();
    private final LongAdder cancelled = new LongAdder();

    /** @param paysLater whether the customer of an order, by its number, finds another way to pay */
    SimulatedService(BatonClient client, Predicate<String> paysLater) {
        this.client = client;
        this.paysLater = paysLater;
    }

    /** Looks at an order that is on hold; each state of an order is handled once. */
    void handle(JsonNode order) {
        var id = order.path("id").asString("");
        var state = id + "/" + order.path("version").asString("");
        if (!handled.add(state)) {
            return;
        }
        var payment = order.path("holdReason").asString("").equals("AWAITING_PAYMENT");
        var cancel = payment && !paysLater.test(order.path("channelOrderNumber").asString(""));
        var reason = cancel
                ? "The customer has no other card."
                : payment ? "The customer's bank lets it through now." : "Looked at: it is fine.";
        var answer = client.post("/orders/" + id + (cancel ? "/cancel" : "/release"), Map.of("reason", reason));
        if (answer.isOk()) {
            (cancel ? cancelled : released).increment();
        } else if (answer.isTransient()) {
            handled.remove(state);
        }
    }

    long released() {
        return released.sum();
    }

    long cancelled() {
        return cancelled.sum();
    }
}
