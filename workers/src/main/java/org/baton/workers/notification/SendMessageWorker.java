package org.baton.workers.notification;

import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.OrderId;
import org.baton.domain.notification.Notifications;
import org.baton.processes.JobType;
import org.baton.workers.Answer;
import org.baton.workers.Job;
import org.baton.workers.Worker;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sends the message that the diagram names in the header {@code message}. */
@Component
class SendMessageWorker implements Worker<SendMessageWorker.Input> {

    record Input(String orderId, @Nullable String fulfilmentId) {}

    private final Notifications notifications;

    SendMessageWorker(Notifications notifications) {
        this.notifications = notifications;
    }

    @Override
    public JobType type() {
        return JobType.NOTIFICATION_SEND_MESSAGE;
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public Answer handle(Input input, Job job) {
        var message = job.headers().get("message");
        if (message == null) {
            throw new IllegalStateException("The diagram's task " + job.elementId() + " lacks the header message.");
        }
        var fulfilment = input.fulfilmentId() == null ? null : new FulfilmentId(input.fulfilmentId());
        notifications.send(new OrderId(input.orderId()), fulfilment, message);
        return Answer.done();
    }
}
