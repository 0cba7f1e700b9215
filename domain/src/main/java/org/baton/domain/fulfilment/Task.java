package org.baton.domain.fulfilment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.OrderId;
import org.jspecify.annotations.Nullable;

/**
 * A step that a person at a node does, as a diagram draws it.
 *
 * @param kind accept, pick, pack, ship, hand-over, or what the diagram says
 * @param jobKey the engine's key of the job that waits for it; null if its process was lost and not resumed yet
 * @param form the diagram's form, as JSON; null if there is none, or as long as it is not known here
 */
public record Task(
        String id,
        @Nullable Long jobKey,
        String kind,
        String title,
        NodeId node,
        FulfilmentId fulfilmentId,
        OrderId orderId,
        Status status,
        @Nullable String claimedBy,
        @Nullable Instant dueAt,
        @Nullable String form,
        Instant createdAt,
        @Nullable Instant endedAt) {

    public static final String PREFIX = "tsk_";

    Task completed(String by, Instant at) {
        return new Task(
                id,
                jobKey,
                kind,
                title,
                node,
                fulfilmentId,
                orderId,
                Status.COMPLETED,
                by,
                dueAt,
                form,
                createdAt,
                at.truncatedTo(ChronoUnit.MICROS));
    }

    /** Where a task stands. */
    public enum Status {
        OPEN,
        CLAIMED,
        COMPLETED,
        CANCELLED;

        public boolean isOpen() {
            return this == OPEN || this == CLAIMED;
        }
    }

    /**
     * A user task that the engine hands out as a job.
     *
     * @param formKey of {@link StepForms}; null if the diagram gives no form
     */
    public record Job(
            long jobKey,
            long elementInstanceKey,
            long processInstanceKey,
            String kind,
            String title,
            FulfilmentId fulfilmentId,
            @Nullable Instant dueAt,
            @Nullable String formKey) {}
}
