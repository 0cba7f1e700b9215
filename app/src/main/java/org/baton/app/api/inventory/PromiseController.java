package org.baton.app.api.inventory;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.baton.app.access.Caller;
import org.baton.app.api.web.BodyHash;
import org.baton.app.api.web.IdempotencyHeader;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.common.Json;
import org.baton.domain.inventory.Holds.Piece;
import org.baton.domain.promise.CartRequest;
import org.baton.domain.promise.HeldPromises;
import org.baton.domain.promise.Promised;
import org.baton.domain.promise.Promises;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Promises", description = "What a cart can have, from where, when; and the stock held for it")
@RestController
@RequestMapping("/api/v1/promises")
class PromiseController {

    /** Units that are held. */
    record HeldView(String node, String sku, int quantity) {

        static HeldView of(Piece piece) {
            return new HeldView(piece.node().value(), piece.sku().value(), piece.quantity());
        }
    }

    /**
     * A promise as it stands.
     *
     * @param status offered, held, released, expired or ordered
     * @param held what it holds now
     * @param promised what was told when it was made
     */
    record PromiseView(
            String id,
            String status,
            @Nullable Instant expiresAt,
            @Nullable String orderId,
            List<HeldView> held,
            Promised promised) {}

    private final Promises promises;
    private final HeldPromises held;
    private final Json json;

    PromiseController(Promises promises, HeldPromises held, Json json) {
        this.promises = promises;
        this.held = held;
        this.json = json;
    }

    @Operation(summary = "Promise a cart: every way to get it, with dates, cost and nodes; \"hold\" keeps the stock")
    @PostMapping
    ResponseEntity<Promised> promise(
            @RequestBody CartRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestAttribute(BodyHash.ATTRIBUTE) String hash,
            @AuthenticationPrincipal Caller caller) {
        var given = IdempotencyHeader.of(key);
        var promised = promises.promise(
                request, caller.name(), given == null ? null : new Promises.Key(caller.name(), given, hash));
        return ResponseEntity.status(HttpStatus.CREATED)
                .location(URI.create("/api/v1/promises/" + promised.id()))
                .body(promised);
    }

    @Operation(summary = "A promise, and what it holds now")
    @GetMapping("/{id}")
    PromiseView get(@PathVariable String id) {
        var promise = held.get(QueryChecks.pathId("promise", id));
        return new PromiseView(
                promise.id(),
                promise.status().text(),
                promise.expiresAt(),
                promise.orderId(),
                held.held(promise.id()).stream().map(HeldView::of).toList(),
                json.read(promise.answer(), Promised.class));
    }

    @Operation(summary = "Let some of the held units go, or have another node hold them")
    @PatchMapping("/{id}")
    PromiseView change(@PathVariable String id, @RequestBody HeldPromises.Change change) {
        held.change(QueryChecks.pathId("promise", id), change);
        return get(id);
    }

    @Operation(summary = "Let all held units go; harmless when none are")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void release(@PathVariable String id) {
        held.release(QueryChecks.pathId("promise", id));
    }
}
