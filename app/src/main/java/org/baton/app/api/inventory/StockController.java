package org.baton.app.api.inventory;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.baton.app.access.Caller;
import org.baton.app.api.web.Page;
import org.baton.app.api.web.PageRequest;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.inventory.Stock;
import org.baton.domain.inventory.StockTerms;
import org.baton.domain.inventory.StockView;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
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
     * @param safetyStock never offered; by the rule table where nothing is said of this node and SKU
     * @param threshold kept on top of it; likewise
     * @param availableToPromise on hand without damaged, reserved, safety stock and threshold
     */
    record StockRow(
            String node,
            String sku,
            int onHand,
            int reserved,
            int damaged,
            int safetyStock,
            int threshold,
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
                    stock.threshold(),
                    stock.availableToPromise(),
                    stock.aisle(),
                    stock.bin());
        }
    }

    private final StockView stock;
    private final StockTerms terms;

    StockController(StockView stock, StockTerms terms) {
        this.stock = stock;
        this.terms = terms;
    }

    @Operation(summary = "Say what a node keeps back of a SKU and where it lies; what is left out is the rule table's")
    @PutMapping("/{node}/{sku}")
    StockRow terms(@PathVariable String node, @PathVariable String sku, @RequestBody StockTerms.Terms request) {
        return StockRow.of(terms.put(QueryChecks.pathNode(node), QueryChecks.pathSku(sku), request));
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
