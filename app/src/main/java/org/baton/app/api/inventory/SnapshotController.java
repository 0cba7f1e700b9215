package org.baton.app.api.inventory;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.baton.app.access.Caller;
import org.baton.app.api.web.IdempotencyHeader;
import org.baton.app.api.web.Page;
import org.baton.app.api.web.PageRequest;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.common.Ids;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.Json;
import org.baton.domain.inventory.Reconciliations;
import org.baton.domain.inventory.Reconciliations.Reconciliation;
import org.baton.domain.inventory.SnapshotFile;
import org.baton.domain.inventory.StockSnapshots;
import org.baton.domain.inventory.StockSnapshots.Origin;
import org.baton.domain.inventory.StockSnapshots.Report;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Stock feeds", description = "What tills, warehouses and other systems say of stock")
@RestController
@RequestMapping("/api/v1/stock")
class SnapshotController {

    /** How far a source and Baton lay apart about a node. */
    record ReconciliationView(
            String node,
            String source,
            String snapshot,
            Instant asOf,
            int rows,
            int agreeing,
            double accuracyPercent,
            long unitsSaid,
            long unitsBelieved,
            long unitsOff) {

        static ReconciliationView of(Reconciliation r) {
            return new ReconciliationView(
                    r.node().value(),
                    r.source(),
                    r.snapshot(),
                    r.asOf(),
                    r.rows(),
                    r.agreeing(),
                    r.accuracyPercent(),
                    r.unitsSaid(),
                    r.unitsBelieved(),
                    r.unitsOff());
        }
    }

    private final StockSnapshots snapshots;
    private final Reconciliations reconciliations;
    private final Json json;
    private final Clock clock;

    SnapshotController(StockSnapshots snapshots, Reconciliations reconciliations, Json json, Clock clock) {
        this.snapshots = snapshots;
        this.reconciliations = reconciliations;
        this.json = json;
        this.clock = clock;
    }

    @Operation(summary = "Take a snapshot as CSV, whole or not at all: node,sku,onHand and maybe asOf and more")
    @PostMapping(path = "/snapshots", consumes = "text/csv")
    Report csv(
            InputStream body,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String sequence,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @AuthenticationPrincipal Caller caller)
            throws IOException {
        return take(body, source, asOf, sequence, key, caller, spool -> SnapshotBody.csv(spool, clock));
    }

    @Operation(summary = "Take a snapshot, one JSON document a line, whole or not at all")
    @PostMapping(path = "/snapshots", consumes = "application/x-ndjson")
    Report lines(
            InputStream body,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String sequence,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @AuthenticationPrincipal Caller caller)
            throws IOException {
        return take(body, source, asOf, sequence, key, caller, spool -> SnapshotBody.lines(spool, json, clock));
    }

    private Report take(
            InputStream body,
            @Nullable String source,
            @Nullable String asOf,
            @Nullable String sequence,
            @Nullable String key,
            Caller caller,
            Function<Spool, SnapshotFile> reading)
            throws IOException {
        var named = QueryChecks.text("source", source);
        var time = Objects.requireNonNullElse(QueryChecks.time("asOf", asOf), clock.instant());
        if (time.isAfter(clock.instant())) {
            throw new InvalidInputException("asOf", "in-the-future", "This time has not come yet.");
        }
        var number = QueryChecks.number("sequence", sequence);
        if (number != null && asOf != null) {
            throw new InvalidInputException("sequence", "mixed", "Give asOf or a sequence, not both.");
        }
        var given = IdempotencyHeader.of(key);
        try (var spool = Spool.of(body)) {
            var origin = new Origin(
                    named == null ? caller.name() : named,
                    time,
                    number,
                    caller.name(),
                    given == null ? Ids.next("", clock::millis) : given,
                    spool.hash());
            return snapshots.take(origin, reading.apply(spool));
        }
    }

    @Operation(summary = "How far the newest snapshot of each source and what Baton believed lay apart, per node")
    @GetMapping("/reconciliations")
    Page<ReconciliationView> reconciliations(
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String node,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @AuthenticationPrincipal Caller caller) {
        var request = PageRequest.of("reconciliations", 2, limit, cursor);
        var after = request.after().isEmpty() ? List.of("", "") : request.after();
        var rows = reconciliations.page(
                QueryChecks.text("source", source),
                caller.confine(QueryChecks.node(node)),
                after.getFirst(),
                after.getLast(),
                request.fetch());
        return Page.cut(
                rows,
                request,
                r -> List.of(r.node().value(), r.source()),
                page -> page.stream().map(ReconciliationView::of).toList());
    }
}
