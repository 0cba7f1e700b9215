package org.baton.domain.fulfilment;

import java.util.TreeMap;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.RejectionReason;
import org.baton.domain.order.OrderEvents;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes units from a fulfilment that are still on the shelf, whoever has its task in hand; they are sourced again. */
@Component
class UnpickedUnits {

    private final FulfilmentLock locks;
    private final FulfilmentProgress progress;
    private final FulfilmentMessages messages;
    private final TaskBook tasks;

    UnpickedUnits(FulfilmentLock locks, FulfilmentProgress progress, FulfilmentMessages messages, TaskBook tasks) {
        this.locks = locks;
        this.progress = progress;
        this.messages = messages;
        this.tasks = tasks;
    }

    /**
     * Takes up to so many units of a SKU back; those that were scanned already stay.
     *
     * @return how many were taken; none once all is picked or the order is being cancelled
     */
    @Transactional
    int takeBack(FulfilmentId id, Sku sku, int most) {
        var locked = locks.lock(id);
        var f = locked.fulfilment();
        if (!locked.isOpen() || f.status().isPicked()) {
            return 0;
        }
        var units = new TreeMap<Integer, Integer>();
        var left = most;
        for (var line : f.lines()) {
            var back = line.sku().equals(sku) ? Math.min(left, line.quantity() - line.scanned()) : 0;
            if (back > 0) {
                units.put(line.lineNumber(), back);
                left -= back;
            }
        }
        if (!units.isEmpty() && progress.giveBack(id, units, RejectionReason.NO_VARIANCE, OrderEvents.BATON) == 0) {
            tasks.cancelOf(id);
            messages.recalled(id);
        }
        return most - left;
    }
}
