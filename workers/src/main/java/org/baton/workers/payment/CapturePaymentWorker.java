package org.baton.workers.payment;

import org.baton.domain.payment.Payments;
import org.baton.processes.JobType;
import org.baton.workers.Answer;
import org.baton.workers.FulfilmentInput;
import org.baton.workers.Job;
import org.baton.workers.Worker;
import org.springframework.stereotype.Component;

/** Takes what the goods of one fulfilment cost, once they have left. */
@Component
class CapturePaymentWorker implements Worker<FulfilmentInput> {

    private final Payments payments;

    CapturePaymentWorker(Payments payments) {
        this.payments = payments;
    }

    @Override
    public JobType type() {
        return JobType.PAYMENT_CAPTURE_PAYMENT;
    }

    @Override
    public Class<FulfilmentInput> input() {
        return FulfilmentInput.class;
    }

    @Override
    public Answer handle(FulfilmentInput input, Job job) {
        payments.capture(input.fulfilment());
        return Answer.done();
    }
}
