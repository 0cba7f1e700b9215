package org.baton.workers.fulfilment;

import org.baton.domain.fulfilment.Dispatch;
import org.baton.processes.JobType;
import org.baton.workers.Answer;
import org.baton.workers.Job;
import org.baton.workers.OrderInput;
import org.baton.workers.Worker;
import org.springframework.stereotype.Component;

/** Stops every fulfilment of an order that has not left its node. */
@Component
class CancelFulfilmentsWorker implements Worker<OrderInput> {

    private final Dispatch dispatch;

    CancelFulfilmentsWorker(Dispatch dispatch) {
        this.dispatch = dispatch;
    }

    @Override
    public JobType type() {
        return JobType.FULFILMENT_CANCEL_FULFILMENTS;
    }

    @Override
    public Class<OrderInput> input() {
        return OrderInput.class;
    }

    @Override
    public Answer handle(OrderInput input, Job job) {
        dispatch.cancelAll(input.order());
        return Answer.done();
    }
}
