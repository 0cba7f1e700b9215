package org.baton.workers.payment;

import org.baton.domain.payment.Payments;
import org.baton.processes.ErrorCode;
import org.baton.processes.JobType;
import org.baton.workers.Answer;
import org.baton.workers.Job;
import org.baton.workers.OrderInput;
import org.baton.workers.Worker;
import org.springframework.stereotype.Component;

/** Authorises what an order costs. */
@Component
class AuthorisePaymentWorker implements Worker<OrderInput> {

    private final Payments payments;

    AuthorisePaymentWorker(Payments payments) {
        this.payments = payments;
    }

    @Override
    public JobType type() {
        return JobType.PAYMENT_AUTHORISE_PAYMENT;
    }

    @Override
    public Class<OrderInput> input() {
        return OrderInput.class;
    }

    @Override
    public Answer handle(OrderInput input, Job job) {
        return payments.authorise(input.order())
                ? Answer.done()
                : new Answer.Refused(ErrorCode.PAYMENT_DECLINED, "The payment was declined.");
    }
}
