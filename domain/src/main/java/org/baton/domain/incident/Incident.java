package org.baton.domain.incident;

import java.time.Instant;
import org.baton.domain.common.OrderId;
import org.jspecify.annotations.Nullable;

/**
 * Something the engine stopped at, until a person retries it.
 *
 * @param incidentKey the engine's key of it
 * @param jobKey of the job whose retries are used up; null if no job was at fault, e.g. for a wrong expression
 * @param elementId of the diagram
 * @param orderId the order that waits, where it is known
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
        String type,
        String message,
        Status status,
        Instant createdAt,
        @Nullable Instant resolvedAt) {

    public static final String PREFIX = "inc_";

    /** Where an incident stands. */
    public enum Status {
        OPEN,
        RESOLVED
    }

    /** An incident as the engine tells of it. */
    public record Told(
            long incidentKey,
            @Nullable Long jobKey,
            long processInstanceKey,
            String processId,
            String elementId,
            String type,
            String message,
            Instant at) {}
}
