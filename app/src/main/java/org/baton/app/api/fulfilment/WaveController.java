package org.baton.app.api.fulfilment;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.baton.app.access.Caller;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.fulfilment.Waves;
import org.baton.domain.fulfilment.Waves.Wave;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Waves", description = "Several orders picked in one walk")
@RestController
@RequestMapping("/api/v1/waves")
class WaveController {

    private static final int USUAL = 8;
    private static final int MOST = 50;

    /**
     * A walk to begin.
     *
     * @param orders at most how many; 8 if it is missing
     */
    record Begin(@Nullable String node, @Nullable Integer orders) {}

    /** An item that was scanned in a walk. */
    record ScanRequest(@Nullable String code) {}

    /** What became of it: the slot it goes into, or why it was refused. */
    record ScanView(
            boolean accepted,
            @Nullable Integer slot,
            @Nullable String reason,
            @Nullable String sku) {}

    /** Why what was not scanned is missing. */
    record End(@Nullable String reason) {}

    /** A walk. */
    record WaveView(
            String id,
            String node,
            String associate,
            Instant createdAt,
            @Nullable Instant endedAt,
            List<PartView> parts,
            List<StopView> stops) {}

    /** One order of a walk. */
    record PartView(int slot, String taskId, String fulfilmentId, String status) {}

    /** A place to stop at. */
    record StopView(
            @Nullable String aisle,
            @Nullable String bin,
            String sku,
            int quantity,
            int scanned,
            List<Waves.PerSlot> slots) {}

    private final Waves waves;

    WaveController(Waves waves) {
        this.waves = waves;
    }

    @Operation(
            summary =
                    "Begin a walk with the oldest orders that wait to be picked; its stops are sorted by aisle and bin")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    WaveView begin(@RequestBody Begin begin, @AuthenticationPrincipal Caller caller) {
        var checks = new FieldChecks();
        var orders = begin.orders() == null ? USUAL : begin.orders();
        checks.range("orders", orders, 1, MOST);
        checks.orThrow();
        var node = caller.confine(QueryChecks.node(begin.node()));
        if (node == null) {
            throw new InvalidInputException("node", "required", "Name the store.");
        }
        return view(waves.begin(node, orders, caller.name()));
    }

    @Operation(summary = "A walk: its orders, and its stops in order")
    @GetMapping("/{id}")
    WaveView get(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return view(own(id, caller));
    }

    @Operation(summary = "Scan an item; the answer says into which slot it goes")
    @PostMapping("/{id}/scans")
    ScanView scan(
            @PathVariable String id,
            @RequestBody ScanRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @AuthenticationPrincipal Caller caller) {
        var wave = own(id, caller);
        var scanned = waves.scan(wave.id(), request.code(), ScanKeys.of(caller, key), caller.name());
        return new ScanView(
                scanned.scan().accepted(),
                scanned.slot(),
                scanned.scan().reason(),
                scanned.scan().sku());
    }

    @Operation(summary = "End a walk: every order's pick is completed with what was scanned for it")
    @PostMapping("/{id}/complete")
    WaveView complete(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable End end,
            @AuthenticationPrincipal Caller caller) {
        var wave = own(id, caller);
        return view(waves.complete(wave.id(), end == null ? null : end.reason(), caller.name()));
    }

    private Wave own(String id, Caller caller) {
        var wave = waves.get(QueryChecks.pathId("wave", id));
        caller.demand(wave.node());
        return wave;
    }

    private static WaveView view(Wave wave) {
        return new WaveView(
                wave.id(),
                wave.node().value(),
                wave.actor(),
                wave.createdAt(),
                wave.endedAt(),
                wave.parts().stream()
                        .map(p -> new PartView(
                                p.slot(),
                                p.taskId(),
                                p.fulfilment().value(),
                                p.status().name()))
                        .toList(),
                wave.stops().stream()
                        .map(s -> new StopView(s.aisle(), s.bin(), s.sku().value(), s.units(), s.scanned(), s.slots()))
                        .toList());
    }
}
