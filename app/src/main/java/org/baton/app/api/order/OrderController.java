package org.baton.app.api.order;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import org.baton.app.access.Caller;
import org.baton.app.api.web.BodyHash;
import org.baton.app.api.web.EntityTag;
import org.baton.app.api.web.Page;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.order.Order;
import org.baton.domain.order.OrderBook;
import org.baton.domain.order.OrderEdits;
import org.baton.domain.order.OrderEvents;
import org.baton.domain.order.OrderIntake;
import org.baton.domain.order.OrderRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@Tag(name = "Orders")
@RestController
@RequestMapping("/api/v1/orders")
class OrderController {

    /** Something that happened to an order. */
    record EventView(Instant at, String type, String actor, JsonNode data) {}

    private final OrderIntake intake;
    private final OrderBook orders;
    private final OrderEvents events;
    private final OrderChanges changes;
    private final OrderLinks links;
    private final OrderMapper mapper;

    OrderController(
            OrderIntake intake,
            OrderBook orders,
            OrderEvents events,
            OrderChanges changes,
            OrderLinks links,
            OrderMapper mapper) {
        this.intake = intake;
        this.orders = orders;
        this.events = events;
        this.changes = changes;
        this.links = links;
        this.mapper = mapper;
    }

    @Operation(summary = "Place an order; it is stored durably before the answer, and the same order again is harmless")
    @PostMapping
    ResponseEntity<OrderView> place(
            @RequestBody OrderRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestAttribute(BodyHash.ATTRIBUTE) String hash,
            @AuthenticationPrincipal Caller caller) {
        var outcome = intake.accept(request, IdempotencyKeys.of(caller, key, hash), caller.name());
        return switch (outcome) {
            case OrderIntake.Outcome.Accepted(var order) ->
                answer(ResponseEntity.accepted(), order, mapper.accepted(order, caller));
            case OrderIntake.Outcome.AlreadyAccepted(var id) -> answer(ResponseEntity.ok(), orders.get(id), caller);
        };
    }

    @Operation(summary = "An order, whole")
    @GetMapping("/{id}")
    ResponseEntity<OrderView> get(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return answer(ResponseEntity.ok(), orders.get(QueryChecks.pathOrder(id)), caller);
    }

    @Operation(summary = "What happened to an order, oldest first")
    @GetMapping("/{id}/events")
    Page<EventView> events(@PathVariable String id) {
        var order = orders.get(QueryChecks.pathOrder(id));
        return Page.whole(events.of(order.id()).stream()
                .map(event -> new EventView(event.at(), event.type(), event.actor(), event.data()))
                .toList());
    }

    @Operation(summary = "Ask for an order to be cancelled; its process undoes what was done")
    @PostMapping("/{id}/cancel")
    ResponseEntity<OrderView> cancel(
            @PathVariable String id,
            @RequestBody OrderChanges.Reason reason,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @AuthenticationPrincipal Caller caller) {
        var order = changes.cancel(QueryChecks.pathOrder(id), reason, ifMatch, caller.name());
        return answer(ResponseEntity.accepted(), order, caller);
    }

    @Operation(summary = "Change address, store, day, way of delivery or contact: whole or not at all")
    @PatchMapping("/{id}")
    ResponseEntity<OrderView> change(
            @PathVariable String id,
            @RequestBody OrderEdits.Request request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @AuthenticationPrincipal Caller caller) {
        var order = changes.change(QueryChecks.pathOrder(id), request, ifMatch, caller.name());
        return answer(ResponseEntity.ok(), order, caller);
    }

    @Operation(summary = "Change how many units of a line are wanted; 0 cancels the line")
    @PatchMapping("/{id}/lines/{number}")
    ResponseEntity<OrderView> changeLine(
            @PathVariable String id,
            @PathVariable int number,
            @RequestBody OrderChanges.Quantity quantity,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @AuthenticationPrincipal Caller caller) {
        var order = changes.changeLine(QueryChecks.pathOrder(id), number, quantity, ifMatch, caller.name());
        return answer(ResponseEntity.ok(), order, caller);
    }

    @Operation(summary = "Pause an order; what was not picked yet is taken back until it is released")
    @PostMapping("/{id}/hold")
    ResponseEntity<OrderView> hold(
            @PathVariable String id,
            @RequestBody OrderChanges.Reason reason,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @AuthenticationPrincipal Caller caller) {
        var order = changes.hold(QueryChecks.pathOrder(id), reason, ifMatch, caller.name());
        return answer(ResponseEntity.accepted(), order, caller);
    }

    @Operation(
            summary =
                    "The signed links of an order's customer: to choose after a rejection, to say that they are there")
    @GetMapping("/{id}/links")
    OrderLinks.Links links(@PathVariable String id) {
        return links.of(orders.get(QueryChecks.pathOrder(id)));
    }

    @Operation(summary = "Let a held order go on")
    @PostMapping("/{id}/release")
    ResponseEntity<OrderView> release(
            @PathVariable String id,
            @RequestBody OrderChanges.Reason reason,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @AuthenticationPrincipal Caller caller) {
        var order = changes.release(QueryChecks.pathOrder(id), reason, ifMatch, caller.name());
        return answer(ResponseEntity.accepted(), order, caller);
    }

    private ResponseEntity<OrderView> answer(ResponseEntity.BodyBuilder answer, Order order, Caller caller) {
        return answer(answer, order, mapper.view(order, caller));
    }

    private static ResponseEntity<OrderView> answer(ResponseEntity.BodyBuilder answer, Order order, OrderView view) {
        return answer.eTag(EntityTag.of(order.version(), view))
                .location(URI.create("/api/v1/orders/" + order.idText()))
                .body(view);
    }
}
