package org.baton.workers.fulfilment;

import org.baton.domain.common.GatewayRejectedException;
import org.baton.domain.fulfilment.Dispatch;
import org.baton.processes.ErrorCode;
import org.baton.processes.JobType;
import org.baton.workers.Answer;
import org.baton.workers.FulfilmentInput;
import org.baton.workers.Job;
import org.baton.workers.Worker;
import org.springframework.stereotype.Component;

/** Finds a courier for a packed parcel, and books it. */
@Component
class DispatchCourierWorker implements Worker<FulfilmentInput> {

    private final Dispatch dispatch;

    DispatchCourierWorker(Dispatch dispatch) {
        this.dispatch = dispatch;
    }

    @Override
    public JobType type() {
        return JobType.FULFILMENT_DISPATCH_COURIER;
    }

    @Override
    public Class<FulfilmentInput> input() {
        return FulfilmentInput.class;
    }

    @Override
    public Answer handle(FulfilmentInput input, Job job) {
        try {
            dispatch.dispatchCourier(input.fulfilment(), Long.toString(job.elementInstanceKey()));
            return Answer.done();
        } catch (GatewayRejectedException e) {
            return new Answer.Refused(ErrorCode.COURIER_REFUSED, String.valueOf(e.getMessage()));
        }
    }
}
