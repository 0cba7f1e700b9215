package org.baton.workers.fulfilment;

import org.baton.domain.fulfilment.FulfilmentProgress;
import org.baton.processes.JobType;
import org.baton.workers.Answer;
import org.baton.workers.FulfilmentInput;
import org.baton.workers.Job;
import org.baton.workers.Worker;
import org.springframework.stereotype.Component;

/** Takes a fulfilment from a store that did not accept it in time. */
@Component
class RejectUnacceptedWorker implements Worker<FulfilmentInput> {

    private final FulfilmentProgress fulfilmentProgress;

    RejectUnacceptedWorker(FulfilmentProgress fulfilmentProgress) {
        this.fulfilmentProgress = fulfilmentProgress;
    }

    @Override
    public JobType type() {
        return JobType.FULFILMENT_REJECT_UNACCEPTED;
    }

    @Override
    public Class<FulfilmentInput> input() {
        return FulfilmentInput.class;
    }

    @Override
    public Answer handle(FulfilmentInput input, Job job) {
        fulfilmentProgress.notAccepted(input.fulfilment());
        return Answer.done();
    }
}
