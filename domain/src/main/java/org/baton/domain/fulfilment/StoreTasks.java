package org.baton.domain.fulfilment;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.Json;
import org.baton.domain.common.RefusedException;
import org.baton.domain.common.RoundTrip;
import org.baton.domain.engine.EngineCommand;
import org.baton.domain.engine.EngineOutbox;
import org.baton.domain.inventory.RejectionReason;
import org.baton.domain.order.OrderBook;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The task service: shows the user tasks of the diagrams to the people at a node, and completes them with what they
 * entered. The effect of a step, its record and the engine's command are one transaction, so a task is done once.
 */
@Service
public class StoreTasks {

    /** The lines a person gives back, by SKU; empty means all that is left. */
    public record Rejected(String sku, int quantity) {}

    private final TaskBook tasks;
    private final FulfilmentBook fulfilments;
    private final FulfilmentLock locks;
    private final FulfilmentProgress progress;
    private final StoreSteps steps;
    private final OrderBook orders;
    private final EngineOutbox outbox;
    private final TransactionTemplate transaction;
    private final JdbcTemplate database;
    private final Json json;

    StoreTasks(
            TaskBook tasks,
            FulfilmentBook fulfilments,
            FulfilmentLock locks,
            FulfilmentProgress progress,
            StoreSteps steps,
            OrderBook orders,
            EngineOutbox outbox,
            TransactionTemplate transaction,
            JdbcTemplate database,
            Json json) {
        this.tasks = tasks;
        this.fulfilments = fulfilments;
        this.locks = locks;
        this.progress = progress;
        this.steps = steps;
        this.orders = orders;
        this.outbox = outbox;
        this.transaction = transaction;
        this.database = database;
        this.json = json;
    }

    /**
     * Takes a user task from the engine and shows it to its node. To a process that was started in the place of one
     * that was lost, what was done already is done at once, and who has begun goes on with the same task.
     */
    @Transactional
    public void open(Task.Job job) {
        // Under the lock of its order, so that a cancellation sees the task or the task sees the cancellation.
        var locked = locks.lock(job.fulfilmentId());
        var fulfilment = locked.fulfilment();
        var resumes = locked.resumes();
        var adopted = resumes == 0 ? Optional.<Task>empty() : tasks.adopt(job, fulfilment.orderId(), resumes);
        if (adopted.isPresent()) {
            goOn(adopted.get(), job, fulfilment);
            return;
        }
        var ended = isOver(fulfilment) || locked.cancelRequested();
        tasks.open(job, fulfilment, ended ? Task.Status.CANCELLED : Task.Status.OPEN, resumes);
        if (resumes > 0 && isOver(fulfilment)) {
            // The goods are gone: nobody will do this step any more, and its process must not wait for it.
            outbox.write(new EngineCommand.JobCompletion(
                    job.jobKey(), StoreSteps.variablesOf(job.kind(), fulfilment, Map.of())));
        }
    }

    private void goOn(Task task, Task.Job job, Fulfilment fulfilment) {
        if (task.status() == Task.Status.COMPLETED) {
            @SuppressWarnings("unchecked")
            var entered = (Map<String, Object>) tasks.entered(task.id())
                    .map(text -> json.read(text, Map.class))
                    .orElse(Map.of());
            outbox.write(new EngineCommand.JobCompletion(
                    job.jobKey(), StoreSteps.variablesOf(task.kind(), fulfilment, entered)));
        }
    }

    /** A parcel on the road still has steps to come: into the store where it is collected, or back from the driver. */
    private static boolean isOver(Fulfilment fulfilment) {
        return switch (fulfilment.status()) {
            case IN_TRANSIT, ARRIVED, OUT_FOR_DELIVERY -> false;
            default -> fulfilment.status().hasLeftNode();
        };
    }

    /**
     * Takes a task on, so that nobody else does it.
     *
     * @throws RefusedException with code {@code task-not-open} or {@code task-claimed}
     */
    @Transactional
    public Task claim(String id, String actor) {
        var task = lock(tasks.get(id), actor);
        tasks.claim(id, actor);
        return tasks.get(task.id());
    }

    /** Takes a task on if nobody else has and it is still to be done. */
    @Transactional
    boolean claimIfFree(Task seen, String actor) {
        var order = orders.lockRow(seen.orderId());
        var free = tasks.get(seen.id()).status() == Task.Status.OPEN && !order.cancelRequested();
        if (free) {
            tasks.claim(seen.id(), actor);
        }
        return free;
    }

    /**
     * Completes a task with what was entered; its process goes on.
     *
     * @param seen the task as it was looked at; whether it still stands so is asked again
     * @param entered the fields of the step: see {@link StoreSteps}; at one that an analyst drew they become process
     *     variables
     * @throws RefusedException with code {@code task-not-open}, {@code task-claimed}, or one of the step
     * @throws org.baton.domain.common.InvalidInputException naming every field that is wrong
     */
    public Task complete(Task seen, Map<String, Object> entered, String actor) {
        steps.verify(seen, entered);
        return Objects.requireNonNull(transaction.execute(status -> {
            var trip = new RoundTrip(database);
            var lock = locks.lock(trip, seen.fulfilmentId());
            var now = tasks.find(trip, seen.id());
            trip.go();
            var locked = lock.get();
            var task = stillOpen(now.get().orElseThrow(), locked.cancelRequested(), actor);
            return steps.perform(task, locked, entered, actor)
                    .map(variables -> end(task, variables, entered, actor))
                    .orElse(task);
        }));
    }

    /**
     * Gives lines back that the node cannot fulfil; what is left of the task's fulfilment goes on.
     *
     * @throws RefusedException with code {@code task-not-open}, {@code task-claimed} or {@code task-not-rejectable}
     */
    @Transactional
    public Task reject(String id, String reasonText, List<Rejected> lines, String actor) {
        var task = lock(tasks.get(id), actor);
        if (!StoreSteps.isRejectable(task.kind())) {
            throw new RefusedException("task-not-rejectable", "Lines are given back while accepting or picking.");
        }
        var fulfilment = fulfilments.get(task.fulfilmentId());
        var checks = new FieldChecks();
        var reason = RejectionReason.of(reasonText);
        if (reason.isEmpty()) {
            checks.add("reason", "unknown-value", "One of not-in-stock, mismatch, damaged, no-variance.");
        }
        var units = units(fulfilment, lines, checks);
        checks.orThrow();
        var left = progress.giveBack(fulfilment.id(), units, reason.orElseThrow(), actor);
        if (left > 0) {
            // The rest still needs this very step.
            return tasks.get(id);
        }
        return end(task, Map.of("linesLeft", false), Map.of("rejected", reasonText), actor);
    }

    private static Map<Integer, Integer> units(Fulfilment fulfilment, List<Rejected> lines, FieldChecks checks) {
        for (int i = 0; i < lines.size(); i++) {
            checks.range("lines[" + i + "].quantity", lines.get(i).quantity(), 1, fulfilment.units());
        }
        return lines.isEmpty()
                ? StoreSteps.all(fulfilment)
                : UnitsEntered.byLine(fulfilment.lines(), lines, "lines", checks);
    }

    private Task lock(Task seen, String actor) {
        var cancelRequested = orders.lockRow(seen.orderId()).cancelRequested();
        return stillOpen(tasks.get(seen.id()), cancelRequested, actor);
    }

    private static Task stillOpen(Task task, boolean cancelRequested, String actor) {
        if (!task.status().isOpen() || cancelRequested) {
            throw new RefusedException("task-not-open", "The task is " + task.status() + " or its order cancelled.");
        }
        refuseIfTakenByAnother(task, actor);
        return task;
    }

    static void refuseIfTakenByAnother(Task task, String actor) {
        if (task.claimedBy() != null && !task.claimedBy().equals(actor)) {
            throw new RefusedException("task-claimed", "Somebody else has taken this task on.");
        }
    }

    private Task end(Task task, Map<String, Object> variables, Map<String, Object> entered, String actor) {
        var ended = tasks.complete(task, actor, json.write(entered));
        if (task.jobKey() != null) {
            outbox.write(new EngineCommand.JobCompletion(task.jobKey(), variables));
        }
        return ended;
    }
}
