package org.baton.workers.fulfilment;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Map;
import org.baton.domain.fulfilment.StepForms;
import org.baton.domain.fulfilment.StoreTasks;
import org.baton.domain.fulfilment.Task;
import org.baton.processes.JobType;
import org.baton.workers.Answer;
import org.baton.workers.FulfilmentInput;
import org.baton.workers.Job;
import org.baton.workers.Worker;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes every user task of every diagram and shows it to the people at its node. */
@Component
class StoreTaskWorker implements Worker<FulfilmentInput> {

    private static final String ENGINE = "io.camunda.zeebe:";

    private final StoreTasks tasks;

    StoreTaskWorker(StoreTasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public JobType type() {
        return JobType.STORE_TASK;
    }

    @Override
    public Class<FulfilmentInput> input() {
        return FulfilmentInput.class;
    }

    @Override
    public boolean remembersKeys() {
        return true;
    }

    @Override
    public Answer handle(FulfilmentInput input, Job job) {
        var headers = job.headers();
        var kind = headers.getOrDefault("kind", job.elementId());
        tasks.open(new Task.Job(
                job.key(),
                job.elementInstanceKey(),
                job.processInstanceKey(),
                kind,
                headers.getOrDefault("title", kind),
                input.fulfilment(),
                dueAt(headers),
                StepForms.keyOf(headers.get(ENGINE + "formKey"), job.processDefinitionKey())));
        return new Answer.HandedOver();
    }

    private static @Nullable Instant dueAt(Map<String, String> headers) {
        var due = headers.get(ENGINE + "dueDate");
        return due == null ? null : ZonedDateTime.parse(due).toInstant();
    }
}
