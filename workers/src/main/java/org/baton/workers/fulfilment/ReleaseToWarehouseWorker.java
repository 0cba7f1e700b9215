package org.baton.workers.fulfilment;

import org.baton.domain.fulfilment.Dispatch;
import org.baton.processes.JobType;
import org.baton.workers.Answer;
import org.baton.workers.FulfilmentInput;
import org.baton.workers.Job;
import org.baton.workers.Worker;
import org.springframework.stereotype.Component;

/** Hands a fulfilment to its warehouse. */
@Component
class ReleaseToWarehouseWorker implements Worker<FulfilmentInput> {

    private final Dispatch dispatch;

    ReleaseToWarehouseWorker(Dispatch dispatch) {
        this.dispatch = dispatch;
    }

    @Override
    public JobType type() {
        return JobType.FULFILMENT_RELEASE_TO_WAREHOUSE;
    }

    @Override
    public Class<FulfilmentInput> input() {
        return FulfilmentInput.class;
    }

    @Override
    public Answer handle(FulfilmentInput input, Job job) {
        dispatch.releaseToWarehouse(input.fulfilment());
        return Answer.done();
    }
}
