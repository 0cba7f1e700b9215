package org.baton.domain.inventory;

import java.time.Clock;
import java.util.List;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.Sku;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Puts units on the shelf that had left one: a delivery that failed, a parcel at a counter that nobody collected. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class StockReturns {

    /** Units of one line. */
    public record Units(int lineNumber, Sku sku, int quantity) {}

    private final StockLedger ledger;
    private final Supply supply;
    private final Clock clock;

    StockReturns(StockLedger ledger, Supply supply, Clock clock) {
        this.ledger = ledger;
        this.supply = supply;
        this.clock = clock;
    }

    /**
     * Counts units in at a node; damaged ones are set aside.
     *
     * @param cause makes the movement's key: the same cause is one movement
     */
    public void takeBack(
            FulfilmentId fulfilment, NodeId node, List<Units> units, RejectionReason condition, String cause) {
        var at = units.stream().map(u -> new StockKey(node, u.sku())).toList();
        supply.comes(at);
        var opened = ledger.open(at);
        var before = ledger.lock(at);
        var damaged = condition == RejectionReason.DAMAGED;
        var changes = units.stream()
                .map(u -> StockChange.own(
                        fulfilment + "/" + u.lineNumber() + "/" + cause,
                        new StockKey(node, u.sku()),
                        "return",
                        u.quantity(),
                        0,
                        damaged ? u.quantity() : 0,
                        damaged ? condition.text() : null,
                        fulfilment.value(),
                        clock.instant()))
                .toList();
        ledger.write(changes, before, opened);
        if (!damaged) {
            supply.arrived(at, fulfilment + "/" + cause);
        }
    }
}
