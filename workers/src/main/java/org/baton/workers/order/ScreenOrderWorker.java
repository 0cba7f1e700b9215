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

/** Judges a new order, and makes sure that one process alone conducts it. */
@Component
class ScreenOrderWorker implements Worker<OrderInput> {

    private final OrderLifecycle orderLifecycle;

    ScreenOrderWorker(OrderLifecycle orderLifecycle) {
        this.orderLifecycle = orderLifecycle;
    }

    @Override
    public JobType type() {
        return JobType.ORDER_SCREEN_ORDER;
    }

    @Override
    public Class<OrderInput> input() {
        return OrderInput.class;
    }

    @Override
    public boolean remembersKeys() {
        return true;
    }

    @Override
    public boolean beginsOrders() {
        return true;
    }

    @Override
    public Answer handle(OrderInput input, Job job) {
        return orderLifecycle
                .screen(input.order(), job.processInstanceKey())
                .map(ScreenOrderWorker::told)
                .orElseGet(Answer.Superfluous::new);
    }

    private static Answer told(OrderLifecycle.Screened screened) {
        return new Answer.Done(Map.of(
                "screening", Words.of(screened.verdict()),
                "holdExpiresAfter", screened.holdExpiresAfter().toString(),
                "sourceAt", screened.sourceAt().toString()));
    }
}
