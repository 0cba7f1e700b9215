package org.baton.app.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An order as Baton tells it, as far as the demo looks at it.
 *
 * @param fulfilments node, method and status of each
 * @param took from acceptance until it was completed; null before
 */
record OrderState(
        String id,
        String number,
        String status,
        @Nullable String holdReason,
        String option,
        List<Part> fulfilments,
        List<String> lines,
        @Nullable Duration took) {

    /** One fulfilment. */
    record Part(String node, String method, String status) {}

    private static final Set<String> SETTLED = Set.of("FULFILLED", "CANCELLED", "BACKORDERED", "ESCALATED");
    private static final Set<String> LEAVING = Set.of("SHIPPED", "ALLOCATED", "ACCEPTED", "PICKED", "PACKED");

    static OrderState of(JsonNode order) {
        var completed = order.path("completedAt").asString("");
        var accepted = order.path("acceptedAt").asString("");
        var hold = order.path("holdReason").asString("");
        return new OrderState(
                order.path("id").asString(""),
                order.path("channelOrderNumber").asString(""),
                order.path("status").asString(""),
                hold.isEmpty() ? null : hold,
                order.path("delivery").path("option").asString(""),
                order.path("fulfilments").valueStream().map(OrderState::part).toList(),
                order.path("lines")
                        .valueStream()
                        .map(line -> line.path("status").asString(""))
                        .toList(),
                completed.isEmpty() || accepted.isEmpty()
                        ? null
                        : Duration.between(Instant.parse(accepted), Instant.parse(completed)));
    }

    private static Part part(JsonNode fulfilment) {
        return new Part(
                fulfilment.path("node").asString(""),
                fulfilment.path("method").asString(""),
                fulfilment.path("status").asString(""));
    }

    /** Whether a list that shows this status is worth a closer look: the order may be at rest. */
    static boolean mayRest(String status) {
        return SETTLED.contains(status);
    }

    /**
     * Whether nothing will happen without supply or a person: every line is fulfilled, cancelled, or waits for supply
     * or a decision, and no parcel is on its way.
     */
    boolean rests() {
        return !lines.isEmpty()
                && SETTLED.containsAll(lines)
                && fulfilments.stream().noneMatch(part -> LEAVING.contains(part.status()));
    }
}
