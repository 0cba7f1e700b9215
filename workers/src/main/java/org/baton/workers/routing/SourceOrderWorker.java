package org.baton.workers.routing;

import java.util.Map;
import org.baton.domain.fulfilment.Allocation;
import org.baton.domain.fulfilment.Dispatch;
import org.baton.domain.fulfilment.Fulfilment;
import org.baton.processes.JobType;
import org.baton.workers.Answer;
import org.baton.workers.Job;
import org.baton.workers.OrderInput;
import org.baton.workers.Worker;
import org.springframework.stereotype.Component;

/** Sources what is open of an order, and reserves it. */
@Component
class SourceOrderWorker implements Worker<OrderInput> {

    private final Allocation allocation;
    private final Dispatch dispatch;

    SourceOrderWorker(Allocation allocation, Dispatch dispatch) {
        this.allocation = allocation;
        this.dispatch = dispatch;
    }

    @Override
    public JobType type() {
        return JobType.ROUTING_SOURCE_ORDER;
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
    public Answer handle(OrderInput input, Job job) {
        var allocated = allocation.allocate(input.order(), input.orderId() + "/" + job.elementInstanceKey());
        var parts = allocated.fulfilments().stream().map(this::part).toList();
        return new Answer.Done(Map.of(
                "fulfilments",
                parts,
                "backorderExpiresAfter",
                allocated.backorderExpiresAfter().toString()));
    }

    /** What the fulfilment's process needs, with its policy, and what a person who looks at it in Operate wants to know. */
    private Map<String, Object> part(Fulfilment f) {
        return Map.of(
                "fulfilmentId", f.id().value(),
                "process", f.process(),
                "node", f.node().value(),
                "fromWarehouse", dispatch.isAtWarehouse(f),
                "acceptWithin", f.acceptWithin().toString(),
                "pickWithin", f.pickWithin().toString(),
                "pickupWindow", f.pickupWindow().toString());
    }
}
