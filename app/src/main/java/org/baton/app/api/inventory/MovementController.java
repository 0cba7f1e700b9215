package org.baton.app.api.inventory;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.baton.app.access.Caller;
import org.baton.app.api.web.Page;
import org.baton.app.api.web.PageRequest;
import org.baton.app.api.web.QueryChecks;
import org.baton.app.api.web.StrictText;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.Json;
import org.baton.domain.common.NodeId;
import org.baton.domain.inventory.LedgerView;
import org.baton.domain.inventory.StockMovements;
import org.baton.domain.inventory.StockMovements.Message;
import org.baton.domain.inventory.StockMovements.Result;
import org.baton.domain.inventory.StockTransfers;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Stock feeds")
@RestController
@RequestMapping("/api/v1/stock")
class MovementController {

    /** What became of movements that were told. */
    record Told(long applied, long unchanged, long countedSince, List<Result> items) {

        static Told of(List<Result> results) {
            return new Told(
                    count(results, "applied"), count(results, "unchanged"), count(results, "counted-since"), results);
        }

        private static long count(List<Result> results, String status) {
            return results.stream().filter(r -> r.status().equals(status)).count();
        }
    }

    /** A movement of the ledger as the API shows it. */
    record EntryView(
            long id,
            String node,
            String sku,
            String type,
            int onHandChange,
            int reservedChange,
            int damagedChange,
            @Nullable Integer quantity,
            @Nullable String reason,
            @Nullable String reference,
            @Nullable String source,
            String actor,
            Instant occurredAt,
            Instant recordedAt) {

        static EntryView of(LedgerView.Entry e) {
            return new EntryView(
                    e.id(),
                    e.node().value(),
                    e.sku().value(),
                    e.type(),
                    e.onHandChange(),
                    e.reservedChange(),
                    e.damagedChange(),
                    e.quantity(),
                    e.reason(),
                    e.reference(),
                    e.source(),
                    e.actor(),
                    e.occurredAt(),
                    e.recordedAt());
        }
    }

    private static final int MOST_AT_ONCE = 2_000;

    private final StockMovements movements;
    private final StockTransfers transfers;
    private final LedgerView ledger;
    private final DeltaFeed deltas;
    private final Json json;

    MovementController(
            StockMovements movements, StockTransfers transfers, LedgerView ledger, DeltaFeed deltas, Json json) {
        this.movements = movements;
        this.transfers = transfers;
        this.ledger = ledger;
        this.deltas = deltas;
        this.json = json;
    }

    @Operation(summary = "Take one movement or a list of them, all or none: sales, returns, receipts, counts and so on")
    @PostMapping(path = "/movements", consumes = "application/json")
    Told take(InputStream body, @AuthenticationPrincipal Caller caller) throws IOException {
        var text = StrictText.decode(body.readAllBytes()).strip();
        if (text.isEmpty()) {
            throw new InvalidInputException("", "required", "The body is empty.");
        }
        var messages = text.startsWith("[")
                ? Arrays.asList(json.readInput(text, Message[].class))
                : List.of(json.readInput(text, Message.class));
        if (messages.isEmpty()
                || messages.size() > MOST_AT_ONCE
                || messages.stream().anyMatch(Objects::isNull)) {
            throw new InvalidInputException("", "out-of-range", "1 to " + MOST_AT_ONCE + " movements are expected.");
        }
        messages.forEach(m -> {
            if (m.node() != null && NodeId.isValid(m.node())) {
                caller.demand(new NodeId(m.node()));
            }
        });
        return Told.of(movements.take(messages, caller.name()));
    }

    @Operation(summary = "Take movements as CSV; wrong rows refuse the whole file")
    @PostMapping(path = "/movements", consumes = "text/csv")
    DeltaFeed.Report csv(InputStream body, @AuthenticationPrincipal Caller caller) throws IOException {
        try (var spool = Spool.of(body)) {
            return deltas.csv(spool, caller.name());
        }
    }

    @Operation(summary = "Take movements, one JSON document a line; wrong lines refuse the whole file")
    @PostMapping(path = "/movements", consumes = "application/x-ndjson")
    DeltaFeed.Report lines(InputStream body, @AuthenticationPrincipal Caller caller) throws IOException {
        try (var spool = Spool.of(body)) {
            return deltas.lines(spool, caller.name());
        }
    }

    @Operation(summary = "The ledger of a SKU, or of what a reference names, newest first")
    @GetMapping("/movements")
    Page<EntryView> list(
            @RequestParam(required = false) @Nullable String sku,
            @RequestParam(required = false) @Nullable String node,
            @RequestParam(required = false) @Nullable String reference,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @AuthenticationPrincipal Caller caller) {
        var request = PageRequest.of("movements", 1, limit, cursor);
        var before = number(request.afterId(), Long.MAX_VALUE);
        var wanted = QueryChecks.sku(sku);
        var at = caller.confine(QueryChecks.node(node));
        var named = QueryChecks.text("reference", reference);
        if ((wanted == null) == (named == null)) {
            throw new InvalidInputException("sku", "required", "Name a SKU, or a reference.");
        }
        var rows = wanted != null
                ? ledger.of(wanted, at, before, request.fetch())
                : ledger.of(named == null ? "" : named, before, request.fetch()).stream()
                        .filter(e -> at == null || e.node().equals(at))
                        .toList();
        return Page.cut(
                rows,
                request,
                e -> List.of(Long.toString(e.id())),
                page -> page.stream().map(EntryView::of).toList());
    }

    /** The number that a cursor holds. */
    static long number(String text, long otherwise) {
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw PageRequest.badCursor();
        }
    }

    @Operation(summary = "Move units that nobody holds to another node, at once or to arrive on a day")
    @PostMapping("/transfers")
    ResponseEntity<StockTransfers.Transfer> transfer(
            @RequestBody StockTransfers.Transfer request, @AuthenticationPrincipal Caller caller) {
        var made = transfers.transfer(request, caller.name());
        return ResponseEntity.status(made ? HttpStatus.CREATED : HttpStatus.OK).body(request);
    }
}
