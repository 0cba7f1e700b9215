package org.baton.app.api.fulfilment;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.baton.app.access.Caller;
import org.baton.app.api.web.Page;
import org.baton.app.api.web.PageRequest;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.RefusedException;
import org.baton.domain.common.Sku;
import org.baton.domain.fulfilment.CourierTrips;
import org.baton.domain.fulfilment.Fulfilment;
import org.baton.domain.fulfilment.FulfilmentBook;
import org.baton.domain.fulfilment.FulfilmentStatus;
import org.baton.domain.fulfilment.HandOverBook;
import org.baton.domain.fulfilment.Scans;
import org.baton.domain.fulfilment.StoreTasks;
import org.baton.domain.fulfilment.TaskBook;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Fulfilments")
@RestController
@RequestMapping("/api/v1/fulfilments")
class FulfilmentController {

    private static final String HAND_OVER = "hand-over";
    private static final int MOST_UNITS = 1_000_000;

    /**
     * Who collected, and how that was verified.
     *
     * @param recipient who collected, where it was not the customer; with an ID the name on it
     * @param taken what was handed over; all that waits if it is missing
     * @param refused what the customer does not want: it goes back to stock and is not charged
     * @param refusedReason unwanted or damaged
     */
    record HandOver(
            @Nullable String code,
            @Nullable String qr,
            @Nullable Boolean idChecked,
            @Nullable String recipient,
            @Nullable List<@Nullable Units> taken,
            @Nullable List<@Nullable Units> refused,
            @Nullable String refusedReason) {}

    /** Units of one SKU. */
    record Units(@Nullable String sku, @Nullable Integer quantity) {}

    /**
     * An item that is put into the basket.
     *
     * @param code of the bar code, or the SKU
     */
    record ScanRequest(@Nullable String code, @Nullable Integer quantity) {}

    /** What became of a scan. */
    record ScanView(
            boolean accepted,
            @Nullable String reason,
            @Nullable String sku,
            int scanned,
            int ordered,
            int wrongScans) {}

    private final FulfilmentBook fulfilments;
    private final TaskBook tasks;
    private final StoreTasks storeTasks;
    private final Scans scans;
    private final HandOverBook handOverBook;
    private final CourierTrips trips;

    FulfilmentController(
            FulfilmentBook fulfilments,
            TaskBook tasks,
            StoreTasks storeTasks,
            Scans scans,
            HandOverBook handOverBook,
            CourierTrips trips) {
        this.fulfilments = fulfilments;
        this.tasks = tasks;
        this.storeTasks = storeTasks;
        this.scans = scans;
        this.handOverBook = handOverBook;
        this.trips = trips;
    }

    @Operation(summary = "List fulfilments in order of their orders' acceptance")
    @GetMapping
    Page<FulfilmentView> list(
            @RequestParam(required = false) @Nullable String node,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @AuthenticationPrincipal Caller caller) {
        var request = PageRequest.of("fulfilments", 1, limit, cursor);
        var at = caller.confine(QueryChecks.node(node));
        var wanted = QueryChecks.word("status", status, FulfilmentStatus.class);
        return Page.cut(
                fulfilments.page(at, wanted, request.afterId(), request.fetch()),
                request,
                f -> List.of(f.id().value()),
                rows -> rows.stream().map(f -> FulfilmentView.of(f, caller)).toList());
    }

    @Operation(summary = "A fulfilment")
    @GetMapping("/{id}")
    FulfilmentView get(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return FulfilmentView.of(own(id, caller), caller);
    }

    @Operation(summary = "Hand over to the customer, who showed the code or an ID")
    @PostMapping("/{id}/hand-over")
    FulfilmentView handOver(
            @PathVariable String id, @RequestBody HandOver handOver, @AuthenticationPrincipal Caller caller) {
        var fulfilment = own(id, caller);
        var entered = entered(handOver);
        var task = tasks.openOf(fulfilment.id(), HAND_OVER)
                .orElseThrow(() -> new RefusedException(
                        "nothing-to-hand-over", "Nothing of this fulfilment waits to be handed over."));
        var ignored = storeTasks.complete(task, entered, caller.name());
        return get(id, caller);
    }

    @Operation(summary = "Who got what from whom, and how it was verified")
    @GetMapping("/{id}/hand-overs")
    Page<HandOverBook.HandedOver> handOvers(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return Page.whole(handOverBook.of(own(id, caller).id()));
    }

    @Operation(summary = "The tries of a courier to deliver it, oldest first")
    @GetMapping("/{id}/trips")
    Page<CourierTrips.Trip> trips(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return Page.whole(trips.of(own(id, caller).id()));
    }

    @Operation(summary = "Scan an item while picking; what does not belong to the order is refused and counted")
    @PostMapping("/{id}/scans")
    ScanView scan(
            @PathVariable String id,
            @RequestBody ScanRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @AuthenticationPrincipal Caller caller) {
        var fulfilment = own(id, caller);
        var units = request.quantity() == null ? 1 : request.quantity();
        var scan = scans.scan(fulfilment.id(), request.code(), units, ScanKeys.of(caller, key), caller.name());
        return new ScanView(
                scan.accepted(),
                scan.reason(),
                scan.sku(),
                scan.scanned(),
                scan.ordered(),
                scans.refused(fulfilment.id()));
    }

    static Map<String, Object> entered(HandOver handOver) {
        var checks = new FieldChecks();
        var entered = new HashMap<String, Object>();
        var code = checks.optional("code", handOver.code(), 20);
        var recipient = checks.optional("recipient", handOver.recipient(), 200);
        var idChecked = Boolean.TRUE.equals(handOver.idChecked());
        var qr = checks.optional("qr", handOver.qr(), 100);
        var taken = units(checks, "taken", handOver.taken());
        var refused = units(checks, "refused", handOver.refused());
        var reason = checks.optional("refusedReason", handOver.refusedReason(), 20);
        if (code == null && qr == null && !idChecked) {
            checks.add("code", "required", "Ask the customer for the code, or check an ID and say idChecked.");
        }
        checks.orThrow();
        if (code != null) {
            entered.put("code", code);
        }
        if (qr != null) {
            entered.put("qr", qr);
        }
        if (taken != null) {
            entered.put("taken", taken);
        }
        if (refused != null) {
            entered.put("refused", refused);
        }
        if (reason != null) {
            entered.put("refusedReason", reason);
        }
        if (recipient != null) {
            entered.put("recipient", recipient);
        }
        entered.put("idChecked", idChecked);
        return entered;
    }

    private static @Nullable List<Map<String, Object>> units(
            FieldChecks checks, String field, @Nullable List<@Nullable Units> units) {
        if (units == null) {
            return null;
        }
        var read = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < units.size(); i++) {
            var item = units.get(i) == null ? new Units(null, null) : units.get(i);
            var at = field + "[" + i + "]";
            var sku = checks.required(at + ".sku", item.sku(), Sku.MAX_LENGTH);
            checks.range(at + ".quantity", item.quantity(), 1, MOST_UNITS);
            read.add(Map.of("sku", sku, "quantity", item.quantity() == null ? 0 : item.quantity()));
        }
        return read;
    }

    private Fulfilment own(String id, Caller caller) {
        var fulfilment = fulfilments.get(QueryChecks.pathFulfilment(id));
        caller.demandAny(fulfilment.node(), fulfilment.destination());
        return fulfilment;
    }
}
