package org.baton.workers.fulfilment;

import org.baton.domain.fulfilment.FulfilmentProgress;
import org.baton.processes.JobType;
import org.baton.workers.Answer;
import org.baton.workers.FulfilmentInput;
import org.baton.workers.Job;
import org.baton.workers.Worker;
import org.springframework.stereotype.Component;

/** Puts goods back that the customer never collected. */
@Component
class ReturnToStockWorker implements Worker<FulfilmentInput> {

    private final FulfilmentProgress fulfilmentProgress;

    ReturnToStockWorker(FulfilmentProgress fulfilmentProgress) {
        this.fulfilmentProgress = fulfilmentProgress;
    }

    @Override
    public JobType type() {
        return JobType.FULFILMENT_RETURN_TO_STOCK;
    }

    @Override
    public Class<FulfilmentInput> input() {
        return FulfilmentInput.class;
    }

    @Override
    public Answer handle(FulfilmentInput input, Job job) {
        return Answer.done("returned", fulfilmentProgress.returnedToStock(input.fulfilment()));
    }
}
