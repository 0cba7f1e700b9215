package org.baton.app.api.sandbox;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.baton.app.api.web.Page;
import org.baton.app.api.web.PageRequest;
import org.baton.app.api.web.QueryChecks;
import org.baton.connectors.sandbox.SandboxOutages;
import org.baton.connectors.sandbox.SandboxRecord;
import org.baton.connectors.sandbox.SandboxRecords;
import org.baton.connectors.sandbox.Vendor;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.NotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Sandbox", description = "The vendors of the embedded default; docs/sandbox.md lists their magic values")
@RestController
@RequestMapping("/api/v1/sandbox")
class SandboxController {

    private static final int LONGEST_OUTAGE = 86_400;

    /** @param seconds from now; 0 ends it */
    record OutageRequest(@Nullable Integer seconds) {}

    /** @param until when the vendor answers again */
    record OutageView(String vendor, Instant until) {}

    private final SandboxRecords records;
    private final SandboxOutages outages;

    SandboxController(SandboxRecords records, SandboxOutages outages) {
        this.records = records;
        this.outages = outages;
    }

    @Operation(summary = "What payments, messages, carriers or warehouse was asked and answered, newest first")
    @GetMapping("/{vendor}")
    Page<SandboxRecord> list(
            @PathVariable String vendor,
            @RequestParam(required = false) @Nullable String orderId,
            @RequestParam(required = false) @Nullable String key,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var asked = vendor(vendor);
        var request = PageRequest.of("sandbox-" + asked.text(), 1, limit, cursor);
        var order = QueryChecks.orderId(orderId);
        return Page.cut(
                records.page(
                        asked,
                        order == null ? null : order.value(),
                        QueryChecks.text("key", key),
                        before(request),
                        request.fetch()),
                request,
                row -> List.of(String.valueOf(row.id())),
                Function.identity());
    }

    @Operation(summary = "Let a vendor answer nobody for so many seconds, 86,400 at the most; 0 ends it")
    @PutMapping("/{vendor}/outage")
    OutageView away(@PathVariable String vendor, @RequestBody OutageRequest request) {
        var asked = vendor(vendor);
        var fields = new FieldChecks();
        fields.range("seconds", request.seconds(), 0, LONGEST_OUTAGE);
        fields.orThrow();
        var time = Duration.ofSeconds(Objects.requireNonNull(request.seconds()));
        return new OutageView(asked.text(), outages.away(asked, time));
    }

    private static Vendor vendor(String name) {
        return Vendor.of(QueryChecks.pathId("sandbox", name)).orElseThrow(() -> new NotFoundException("sandbox", name));
    }

    private static long before(PageRequest request) {
        if (request.after().isEmpty()) {
            return Long.MAX_VALUE;
        }
        if (!request.afterId().matches("[0-9]{1,18}")) {
            throw PageRequest.badCursor();
        }
        return Long.parseLong(request.afterId());
    }
}
