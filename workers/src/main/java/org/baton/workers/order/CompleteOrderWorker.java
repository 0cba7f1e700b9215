package org.baton.workers.order;

import java.util.Map;
import org.baton.domain.order.OrderLifecycle;
import org.baton.processes.JobType;
import org.baton.workers.Answer;
import org.baton.workers.Job;
import org.baton.workers.OrderInput;
import org.baton.workers.Words;
import org.baton.workers.Worker;
import org.springframework.stereotype.Component;

/** Says whether an order is settled, whole or in part, cancelled, held, or waits. */
@Component
class CompleteOrderWorker implements Worker<OrderInput> {

    private final OrderLifecycle orderLifecycle;

    CompleteOrderWorker(OrderLifecycle orderLifecycle) {
        this.orderLifecycle = orderLifecycle;
    }

    @Override
    public JobType type() {
        return JobType.ORDER_COMPLETE_ORDER;
    }

    @Override
    public Class<OrderInput> input() {
        return OrderInput.class;
    }

    @Override
    public Answer handle(OrderInput input, Job job) {
        var completed = orderLifecycle.complete(input.order());
        return new Answer.Done(Map.of(
                "orderOutcome", Words.of(completed.progress()),
                "partlyCancelled", completed.partlyCancelled()));
    }
}
