package org.baton.app.api.webhook;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.baton.app.api.web.Page;
import org.baton.app.api.web.PageRequest;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.webhook.Deliveries;
import org.baton.domain.webhook.Delivery;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Webhooks")
@RestController
@RequestMapping("/api/v1/webhooks/{id}")
class DeliveryController {

    /**
     * A delivery as the API shows it.
     *
     * @param eventId the event's id, which is the webhook-id of every try
     * @param status WAITING, DELIVERED or FAILED
     * @param nextAttemptAt of one that waits
     */
    record DeliveryView(
            String eventId,
            String type,
            String subject,
            Instant at,
            String status,
            int attempts,
            @Nullable Instant nextAttemptAt,
            @Nullable Instant lastAttemptAt,
            @Nullable Integer lastStatus,
            @Nullable String lastProblem) {

        static DeliveryView of(Delivery d) {
            return new DeliveryView(
                    d.eventId(),
                    d.type(),
                    d.subject(),
                    d.at(),
                    d.status().name(),
                    d.attempts(),
                    d.status() == Delivery.Status.WAITING ? d.dueAt() : null,
                    d.lastAttemptAt(),
                    d.lastStatus(),
                    d.lastProblem());
        }
    }

    /** What shall be sent again; without an end, until now. */
    record Replay(@Nullable Instant from, @Nullable Instant to) {}

    /** How many events are sent again. */
    record Replayed(int events) {}

    private final Deliveries deliveries;
    private final Clock clock;

    DeliveryController(Deliveries deliveries, Clock clock) {
        this.deliveries = deliveries;
        this.clock = clock;
    }

    @Operation(summary = "What was sent to an endpoint, or waits to be, the newest first")
    @GetMapping("/deliveries")
    Page<DeliveryView> list(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var request = PageRequest.of("deliveries", 1, limit, cursor);
        var rows = deliveries.page(
                QueryChecks.pathId("webhook", id),
                QueryChecks.word("status", status, Delivery.Status.class),
                request.afterId(),
                request.fetch());
        return Page.cut(
                rows,
                request,
                d -> List.of(d.eventId()),
                page -> page.stream().map(DeliveryView::of).toList());
    }

    @Operation(summary = "Send an endpoint an event that says nothing but that it arrives")
    @PostMapping("/test")
    @ResponseStatus(HttpStatus.ACCEPTED)
    DeliveryView test(@PathVariable String id) {
        return DeliveryView.of(deliveries.test(QueryChecks.pathId("webhook", id)));
    }

    @Operation(summary = "Send one event again, with the id that it had")
    @PostMapping("/deliveries/{event}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    DeliveryView again(@PathVariable String id, @PathVariable String event) {
        return DeliveryView.of(
                deliveries.again(QueryChecks.pathId("webhook", id), QueryChecks.pathId("delivery", event)));
    }

    @Operation(summary = "Send everything again that happened in a time, as far as it is kept")
    @PostMapping("/replays")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Replayed replay(@PathVariable String id, @RequestBody Replay replay) {
        if (replay.from() == null) {
            throw new InvalidInputException("from", "required", "This field is required.");
        }
        var to = Objects.requireNonNullElse(replay.to(), clock.instant());
        return new Replayed(deliveries.again(QueryChecks.pathId("webhook", id), replay.from(), to));
    }
}
