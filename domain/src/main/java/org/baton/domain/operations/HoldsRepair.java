package org.baton.domain.operations;

import java.time.Instant;
import java.util.List;
import org.baton.domain.inventory.Holds;
import org.springframework.stereotype.Component;

/** Lets the units of carts go whose time is over. A cart has no order, and so no history but the stock's ledger. */
@Component
class HoldsRepair implements Repair {

    private final Holds holds;

    HoldsRepair(Holds holds) {
        this.holds = holds;
    }

    @Override
    public Check check() {
        return Check.HOLDS;
    }

    @Override
    public List<Finding> repair(Instant before, int most) {
        return holds.expire().stream()
                .map(promise -> new Finding(promise, "its units were let go"))
                .toList();
    }
}
