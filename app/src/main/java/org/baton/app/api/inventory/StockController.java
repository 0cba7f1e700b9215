package org.baton.app.api.inventory;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.baton.app.access.Caller;
import org.baton.app.api.web.Page;
import org.baton.app.api.web.PageRequest;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.inventory.Stock;
import org.baton.domain.inventory.StockView;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Stock")
@RestController
@RequestMapping("/api/v1/stock")
class StockController {

    /**
     * What one node holds of one SKU, in units.
     *
     * @param onHand physical, with the reserved and the damaged units
     * @param availableToPromise on hand without damaged, reserved and safety stock
     */
    record StockRow(
            String node,
            String sku,
            int onHand,
            int reserved,
            int damaged,
            int safetyStock,
            int availableToPromise,
            @Nullable String aisle,
            @Nullable String bin) {

        static StockRow of(Stock stock) {
            return new StockRow(
                    stock.node().value(),
                    stock.sku().value(),
                    stock.onHand(),
                    stock.reserved(),
                    stock.damaged(),
                    stock.safetyStock(),
                    stock.availableToPromise(),
                    stock.aisle(),
                    stock.bin());
        }
    }

    private final StockView stock;

    StockController(StockView stock) {
        this.stock = stock;
    }

    @Operation(summary = "List stock by SKU and node")
    @GetMapping
    Page<StockRow> list(
            @RequestParam(required = false) @Nullable String sku,
            @RequestParam(required = false) @Nullable String node,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @AuthenticationPrincipal Caller caller) {
        var request = PageRequest.of("stock", 2, limit, cursor);
        var at = caller.confine(QueryChecks.node(node));
        var after = request.after().isEmpty() ? List.of("", "") : request.after();
        return Page.cut(
                stock.page(at, QueryChecks.sku(sku), after.getFirst(), after.getLast(), request.fetch()),
                request,
                row -> List.of(row.sku().value(), row.node().value()),
                rows -> rows.stream().map(StockRow::of).toList());
    }
}
