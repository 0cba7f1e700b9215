package org.baton.workers.order;

import org.baton.domain.order.OrderLifecycle;
import org.baton.processes.JobType;
import org.baton.workers.Answer;
import org.baton.workers.Job;
import org.baton.workers.OrderInput;
import org.baton.workers.Worker;
import org.springframework.stereotype.Component;

/** Gives up on lines that waited too long for supply. */
@Component
class CancelBackorderWorker implements Worker<OrderInput> {

    private final OrderLifecycle orderLifecycle;

    CancelBackorderWorker(OrderLifecycle orderLifecycle) {
        this.orderLifecycle = orderLifecycle;
    }

    @Override
    public JobType type() {
        return JobType.ORDER_CANCEL_BACKORDER;
    }

    @Override
    public Class<OrderInput> input() {
        return OrderInput.class;
    }

    @Override
    public Answer handle(OrderInput input, Job job) {
        orderLifecycle.cancelBackorder(input.order());
        return Answer.done();
    }
}
