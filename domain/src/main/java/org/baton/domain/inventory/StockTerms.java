package org.baton.domain.inventory;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.Ids;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.Sku;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is said of one SKU at one node besides its units. */
@Service
public class StockTerms {

    /**
     * The terms, whole: what is null is not said.
     *
     * @param safetyStock never offered; null for what the rule table says
     * @param threshold kept on top of it; null for what the rule table says
     */
    public record Terms(
            @Nullable Integer safetyStock,
            @Nullable Integer threshold,
            @Nullable String aisle,
            @Nullable String bin) {}

    private static final int MOST_PLACE = 40;

    private final Nodes nodes;
    private final Products products;
    private final StockLedger ledger;
    private final Supply supply;
    private final JdbcClient jdbc;
    private final Clock clock;

    StockTerms(Nodes nodes, Products products, StockLedger ledger, Supply supply, JdbcClient jdbc, Clock clock) {
        this.nodes = nodes;
        this.products = products;
        this.ledger = ledger;
        this.supply = supply;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Puts terms in the place of those before; stock that was never held gets an empty row.
     *
     * @return the stock as it stands now
     * @throws NotFoundException if there is no such node or product
     * @throws org.baton.domain.common.InvalidInputException naming every field that is wrong
     */
    @Transactional
    public Stock put(NodeId node, Sku sku, Terms terms) {
        var checks = new FieldChecks();
        if (terms.safetyStock() != null) {
            checks.range("safetyStock", terms.safetyStock(), 0, StockFeed.MOST_UNITS);
        }
        if (terms.threshold() != null) {
            checks.range("threshold", terms.threshold(), 0, StockFeed.MOST_UNITS);
        }
        var aisle = checks.optional("aisle", terms.aisle(), MOST_PLACE);
        var bin = checks.optional("bin", terms.bin(), MOST_PLACE);
        checks.orThrow();
        var known = nodes.get(node);
        if (products.find(sku).isEmpty()) {
            throw new NotFoundException("product", sku);
        }
        var at = List.of(new StockKey(known.id(), sku));
        supply.comes(at);
        var ignored = ledger.open(at);
        var before = ledger.lock(at);
        jdbc.sql("update stock set safety_stock = ?, threshold = ?, aisle = ?, bin = ? where sku = ? and node_id = ?")
                .params(Arrays.asList(terms.safetyStock(), terms.threshold(), aisle, bin, sku.value(), node.value()))
                .update();
        var after = Objects.requireNonNull(ledger.lock(at).get(at.getFirst()));
        if (after.availableToPromise() > Reservations.available(before.get(at.getFirst()))) {
            supply.arrived(at, Ids.next("terms/" + node + "/" + sku + "/", clock::millis));
        }
        return after;
    }
}
