package org.baton.domain.fulfilment;

import java.time.Duration;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.GatewayRejectedException;
import org.baton.domain.followup.FollowUp;
import org.baton.domain.followup.FollowUps;
import org.baton.domain.inventory.RejectionReason;
import org.baton.domain.order.OrderEvents;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks warehouses to stop what an order's change takes back. If nobody says what became of the change, because the
 * answer was lost or Baton was killed, the warehouse is asked once more after a while, and the lines are sourced again:
 * nothing waits for ever for goods that nobody sends.
 */
@Component
class WarehouseStops implements FollowUp<WarehouseStops.Asked> {

    /** Longer than a change takes, with every warehouse answering as late as it may. */
    static final Duration CHANGE_TAKES_AT_MOST = Duration.ofMinutes(5);

    /** A fulfilment that its warehouse was asked to stop. */
    record Asked(FulfilmentId fulfilment) {}

    private final FulfilmentBook fulfilments;
    private final FulfilmentProgress progress;
    private final Dispatch dispatch;
    private final FollowUps followUps;
    private final TransactionTemplate transaction;

    WarehouseStops(
            FulfilmentBook fulfilments,
            FulfilmentProgress progress,
            Dispatch dispatch,
            FollowUps followUps,
            TransactionTemplate transaction) {
        this.fulfilments = fulfilments;
        this.progress = progress;
        this.dispatch = dispatch;
        this.followUps = followUps;
        this.transaction = transaction;
    }

    /**
     * Asks the warehouse; who calls this says afterwards that the change is {@link #settled}, or sources again.
     *
     * @throws GatewayRejectedException if it is too late
     */
    void ask(Fulfilment f) {
        transaction.executeWithoutResult(status ->
                followUps.write(kind(), f.id().value(), f.orderId(), new Asked(f.id()), CHANGE_TAKES_AT_MOST));
        try {
            dispatch.stopAtWarehouse(f);
        } catch (GatewayRejectedException e) {
            settled(f);
            throw e;
        }
    }

    /** The change has taken it back, or has not been made. */
    void settled(Fulfilment f) {
        followUps.forget(kind(), f.id().value());
    }

    /** The change failed although the warehouse has stopped: somebody else shall send the goods. */
    void sourceAgain(Fulfilment f) {
        transaction.executeWithoutResult(status -> {
            progress.rejectedByWarehouse(f.id(), RejectionReason.NO_VARIANCE, OrderEvents.BATON);
            settled(f);
        });
    }

    @Override
    public String kind() {
        return "warehouse-stop";
    }

    @Override
    public Class<Asked> details() {
        return Asked.class;
    }

    @Override
    public void perform(Asked asked) {
        var f = fulfilments.get(asked.fulfilment());
        if (f.status() != FulfilmentStatus.ALLOCATED) {
            return;
        }
        try {
            dispatch.stopAtWarehouse(f);
        } catch (GatewayRejectedException e) {
            // It never heard of the first question, and has sent the goods: all is well.
            return;
        }
        sourceAgain(f);
    }
}
