package org.baton.app.api.inventory;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.baton.app.access.Caller;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.Saved;
import org.baton.domain.inventory.Inbound;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Inbound", description = "Supply that was announced: notices of suppliers (ASN) and transfers under way")
@RestController
@RequestMapping("/api/v1/inbound")
class InboundController {

    /** What a notice says. */
    record Notice(@Nullable List<Inbound.@Nullable Line> lines) {}

    /** A line of a notice, and what has come of it. */
    record LineView(String node, String sku, int quantity, LocalDate expectedOn, int received) {

        static LineView of(Inbound.Expected e) {
            return new LineView(e.node().value(), e.sku().value(), e.quantity(), e.expectedOn(), e.received());
        }
    }

    /** A notice. */
    record NoticeView(String reference, List<LineView> lines) {}

    private final Inbound inbound;

    InboundController(Inbound inbound) {
        this.inbound = inbound;
    }

    @Operation(summary = "Take a notice, or what it says now; receipts name it as their reference")
    @PutMapping("/{reference}")
    ResponseEntity<NoticeView> save(
            @PathVariable String reference, @RequestBody Notice notice, @AuthenticationPrincipal Caller caller) {
        var named = QueryChecks.pathId("notice", reference);
        var saved = inbound.save(named, notice.lines(), caller.name());
        return ResponseEntity.status(saved == Saved.CREATED ? HttpStatus.CREATED : HttpStatus.OK)
                .body(get(named));
    }

    @Operation(summary = "A notice, and what has come of it")
    @GetMapping("/{reference}")
    NoticeView get(@PathVariable String reference) {
        var named = QueryChecks.pathId("notice", reference);
        var lines = inbound.of(named).stream().map(LineView::of).toList();
        if (lines.isEmpty()) {
            throw new NotFoundException("notice", named);
        }
        return new NoticeView(named, lines);
    }
}
