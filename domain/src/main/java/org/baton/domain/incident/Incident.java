package org.baton.domain.incident;

import java.time.Instant;
import org.baton.domain.common.OrderId;
import org.jspecify.annotations.Nullable;

/**
 * Something that the engine, or what follows from a change, stopped at, until a person retries it.
 *
 * @param incidentKey the engine's key of it; 0 if the engine knows nothing of it
 * @param jobKey of the job whose retries are used up; null if no job was at fault, e.g. for a wrong expression
 * @param elementId of the diagram, or the kind of what follows
 * @param orderId the order that waits, where it is known
 * @param followUp the id of what follows from a change and was given up; null if the engine stopped
 * @param message says what happened and what to do
 */
public record Incident(
        String id,
        long incidentKey,
        @Nullable Long jobKey,
        long processInstanceKey,
        String processId,
        String elementId,
        @Nullable OrderId orderId,
        @Nullable Long followUp,
        String type,
        String message,
        Status status,
        Instant createdAt,
        @Nullable Instant resolvedAt) {

    public static final String PREFIX = "inc_";

    /** The type and the process of what follows from a change and was given up. */
    public static final String FOLLOW_UP = "FOLLOW_UP";

    /** Where an incident stands. */
    public enum Status {
        OPEN,
        RESOLVED
    }

    /**
     * An incident as the engine tells of it.
     *
     * @param rootInstanceKey the instance that called the one that stopped, or that itself
     */
    public record Told(
            long incidentKey,
            @Nullable Long jobKey,
            long processInstanceKey,
            long rootInstanceKey,
            String processId,
            String elementId,
            String type,
            String message,
            Instant at) {}
}
