package org.baton.workers.fulfilment;

import org.baton.domain.fulfilment.Dispatch;
import org.baton.processes.JobType;
import org.baton.workers.Answer;
import org.baton.workers.FulfilmentInput;
import org.baton.workers.Job;
import org.baton.workers.Worker;
import org.springframework.stereotype.Component;

/** Buys the shipping label of a packed parcel. */
@Component
class BuyLabelWorker implements Worker<FulfilmentInput> {

    private final Dispatch dispatch;

    BuyLabelWorker(Dispatch dispatch) {
        this.dispatch = dispatch;
    }

    @Override
    public JobType type() {
        return JobType.FULFILMENT_BUY_LABEL;
    }

    @Override
    public Class<FulfilmentInput> input() {
        return FulfilmentInput.class;
    }

    @Override
    public Answer handle(FulfilmentInput input, Job job) {
        dispatch.buyLabel(input.fulfilment());
        return Answer.done();
    }
}
