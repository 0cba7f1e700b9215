package org.baton.workers.payment;

import org.baton.domain.payment.Payments;
import org.baton.processes.JobType;
import org.baton.workers.Answer;
import org.baton.workers.Job;
import org.baton.workers.OrderInput;
import org.baton.workers.Worker;
import org.springframework.stereotype.Component;

/** Lets go what was authorised; the undo of authorising. */
@Component
class VoidPaymentWorker implements Worker<OrderInput> {

    private final Payments payments;

    VoidPaymentWorker(Payments payments) {
        this.payments = payments;
    }

    @Override
    public JobType type() {
        return JobType.PAYMENT_VOID_PAYMENT;
    }

    @Override
    public Class<OrderInput> input() {
        return OrderInput.class;
    }

    @Override
    public Answer handle(OrderInput input, Job job) {
        payments.voidPayment(input.order());
        return Answer.done();
    }
}
