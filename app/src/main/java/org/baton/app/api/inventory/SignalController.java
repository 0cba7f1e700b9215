package org.baton.app.api.inventory;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.baton.app.access.Caller;
import org.baton.app.api.web.Page;
import org.baton.app.api.web.PageRequest;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.inventory.StockSignal;
import org.baton.domain.inventory.StockSignals;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Stock")
@RestController
@RequestMapping("/api/v1/stock/signals")
class SignalController {

    /** A signal as the API shows it. */
    record SignalView(long id, String type, String node, String sku, int units, String cause, Instant at) {

        static SignalView of(StockSignal s) {
            return new SignalView(
                    s.id(),
                    s.type().text(),
                    s.at().node().value(),
                    s.at().sku().value(),
                    s.units(),
                    s.cause().replace('\u001f', '/'),
                    s.time());
        }
    }

    private final StockSignals signals;

    SignalController(StockSignals signals) {
        this.signals = signals;
    }

    @Operation(summary = "What became low, ran out, came back or was oversold, oldest first")
    @GetMapping
    Page<SignalView> list(
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String node,
            @RequestParam(required = false) @Nullable String sku,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @AuthenticationPrincipal Caller caller) {
        var request = PageRequest.of("signals", 1, limit, cursor);
        var rows = signals.page(
                QueryChecks.word("type", type, StockSignal.Type.class),
                caller.confine(QueryChecks.node(node)),
                QueryChecks.sku(sku),
                MovementController.number(request.afterId(), 0),
                request.fetch());
        return Page.cut(
                rows,
                request,
                s -> List.of(Long.toString(s.id())),
                page -> page.stream().map(SignalView::of).toList());
    }
}
