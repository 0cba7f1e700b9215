package org.baton.app.api.sandbox;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.function.Function;
import org.baton.app.api.web.Page;
import org.baton.app.api.web.PageRequest;
import org.baton.app.api.web.QueryChecks;
import org.baton.connectors.sandbox.SandboxRecord;
import org.baton.connectors.sandbox.SandboxRecords;
import org.baton.connectors.sandbox.Vendor;
import org.baton.domain.common.NotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Sandbox", description = "The vendors of the embedded default; docs/sandbox.md lists their magic values")
@RestController
@RequestMapping("/api/v1/sandbox")
class SandboxController {

    private final SandboxRecords records;

    SandboxController(SandboxRecords records) {
        this.records = records;
    }

    @Operation(summary = "What payments, messages, carriers or warehouse was asked and answered, newest first")
    @GetMapping("/{vendor}")
    Page<SandboxRecord> list(
            @PathVariable String vendor,
            @RequestParam(required = false) @Nullable String orderId,
            @RequestParam(required = false) @Nullable String key,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var asked = Vendor.of(QueryChecks.pathId("sandbox", vendor))
                .orElseThrow(() -> new NotFoundException("sandbox", vendor));
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
