package org.baton.workers.fulfilment;

import java.util.Map;
import org.baton.domain.fulfilment.Dispatch;
import org.baton.processes.JobType;
import org.baton.workers.Answer;
import org.baton.workers.FulfilmentInput;
import org.baton.workers.Job;
import org.baton.workers.Worker;
import org.springframework.stereotype.Component;

/** Gives the diagram the times that the policy table set for this fulfilment. */
@Component
class ReadPolicyWorker implements Worker<FulfilmentInput> {

    private final Dispatch dispatch;

    ReadPolicyWorker(Dispatch dispatch) {
        this.dispatch = dispatch;
    }

    @Override
    public JobType type() {
        return JobType.FULFILMENT_READ_POLICY;
    }

    @Override
    public Class<FulfilmentInput> input() {
        return FulfilmentInput.class;
    }

    @Override
    public Answer handle(FulfilmentInput input, Job job) {
        var fulfilment = dispatch.conductedBy(input.fulfilment(), job.processInstanceKey());
        return new Answer.Done(Map.of(
                "acceptWithin", fulfilment.acceptWithin().toString(),
                "pickWithin", fulfilment.pickWithin().toString(),
                "pickupWindow", fulfilment.pickupWindow().toString(),
                "fromWarehouse", dispatch.isAtWarehouse(fulfilment)));
    }
}
