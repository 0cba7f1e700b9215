package org.baton.domain.fulfilment;

import java.util.List;
import java.util.Map;
import org.baton.domain.inventory.RejectionReason;
import org.baton.domain.inventory.Reservations;
import org.baton.domain.inventory.StockReturns;
import org.baton.domain.inventory.StockReturns.Units;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Puts the goods of a fulfilment on the shelf again, whichever stock they belong to by now. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class GoodsBack {

    private final Reservations reservations;
    private final StockReturns returns;

    GoodsBack(Reservations reservations, StockReturns returns) {
        this.reservations = reservations;
        this.returns = returns;
    }

    /** Whether the goods lie where they are worked on, so that somebody there can put them back. */
    boolean areHere(Fulfilment f) {
        return !f.status().hasLeftNode() || f.status() == FulfilmentStatus.ARRIVED;
    }

    /** Everything that the customer does not have. */
    void toStock(Fulfilment f, String reason) {
        if (f.departed()) {
            returns.takeBack(f.id(), f.place(), units(f, f.waiting()), RejectionReason.NO_VARIANCE, "return");
        } else {
            reservations.release(f.id(), reason);
        }
    }

    /** Some units, in the condition that the reason tells. */
    void toStock(Fulfilment f, Map<Integer, Integer> units, RejectionReason condition, String cause) {
        if (f.departed()) {
            returns.takeBack(f.id(), f.place(), units(f, units), condition, cause);
        } else {
            reservations.giveBack(f.id(), units, condition, cause);
        }
    }

    private static List<Units> units(Fulfilment f, Map<Integer, Integer> units) {
        return f.lines().stream()
                .filter(line -> units.getOrDefault(line.lineNumber(), 0) > 0)
                .map(line -> new Units(line.lineNumber(), line.sku(), units.getOrDefault(line.lineNumber(), 0)))
                .toList();
    }
}
