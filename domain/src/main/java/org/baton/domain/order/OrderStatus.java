package org.baton.domain.order;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Where an order stands, derived from its hold and its lines. */
public enum OrderStatus {
    CREATED,
    SCHEDULED,
    ON_HOLD,
    BACKORDERED,
    ESCALATED,
    IN_FULFILMENT,
    PARTIALLY_FULFILLED,
    FULFILLED,
    CANCELLED;

    /** Nothing will happen to the order any more. */
    public boolean isEnd() {
        return this == FULFILLED || this == CANCELLED;
    }

    static OrderStatus derive(@Nullable HoldReason hold, boolean scheduled, Collection<OrderLine> lines) {
        if (lines.stream().allMatch(line -> line.unsettled() == 0)) {
            return lines.stream().anyMatch(line -> line.fulfilled() > 0) ? FULFILLED : CANCELLED;
        }
        if (hold != null) {
            return ON_HOLD;
        }
        if (scheduled) {
            return SCHEDULED;
        }
        if (lines.stream().anyMatch(line -> line.escalated() && line.toSource() > 0)) {
            return ESCALATED;
        }
        var started = lines.stream().anyMatch(line -> line.fulfilled() > 0);
        if (lines.stream().anyMatch(line -> line.allocated() > 0)) {
            return started ? PARTIALLY_FULFILLED : IN_FULFILMENT;
        }
        // Nothing is on its way: what is left waits for supply, or for its first sourcing.
        if (lines.stream().anyMatch(line -> line.backordered() && line.toSource() > 0)) {
            return BACKORDERED;
        }
        return started ? PARTIALLY_FULFILLED : CREATED;
    }
}
