package org.baton.workers.notification;

import java.time.Instant;
import java.util.Map;
import org.baton.domain.notification.Notifications;
import org.baton.processes.JobType;
import org.baton.workers.Answer;
import org.baton.workers.Job;
import org.baton.workers.Worker;
import org.springframework.stereotype.Component;

/** Sends the messages of a cadence that are due now. */
@Component
class SendDueWorker implements Worker<SendDueWorker.Input> {

    record Input(String cadenceId, String nextDueAt) {}

    private final Notifications notifications;

    SendDueWorker(Notifications notifications) {
        this.notifications = notifications;
    }

    @Override
    public JobType type() {
        return JobType.NOTIFICATION_SEND_DUE;
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public Answer handle(Input input, Job job) {
        var next = notifications.sendDue(input.cadenceId(), Instant.parse(input.nextDueAt()));
        return new Answer.Done(Map.of(
                "moreToCome",
                next.isPresent(),
                "nextDueAt",
                next.map(Instant::toString).orElse(input.nextDueAt())));
    }
}
