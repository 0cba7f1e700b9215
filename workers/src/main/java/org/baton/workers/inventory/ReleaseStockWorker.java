package org.baton.workers.inventory;

import org.baton.domain.inventory.StockRelease;
import org.baton.processes.JobType;
import org.baton.workers.Answer;
import org.baton.workers.Job;
import org.baton.workers.OrderInput;
import org.baton.workers.Worker;
import org.springframework.stereotype.Component;

/** Lets go what is held for an order; the undo of sourcing. */
@Component
class ReleaseStockWorker implements Worker<OrderInput> {

    private final StockRelease stockRelease;

    ReleaseStockWorker(StockRelease stockRelease) {
        this.stockRelease = stockRelease;
    }

    @Override
    public JobType type() {
        return JobType.INVENTORY_RELEASE_STOCK;
    }

    @Override
    public Class<OrderInput> input() {
        return OrderInput.class;
    }

    @Override
    public Answer handle(OrderInput input, Job job) {
        stockRelease.release(input.order(), "order cancelled");
        return Answer.done();
    }
}
