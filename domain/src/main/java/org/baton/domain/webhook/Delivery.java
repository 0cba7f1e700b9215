package org.baton.domain.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one endpoint.
 *
 * @param dueAt when it is tried next; of one that has ended, when it last would have been
 * @param lastStatus what the receiver answered last; null if it did not
 * @param lastProblem why the last try failed; null if it did not
 */
public record Delivery(
        String endpointId,
        String eventId,
        String type,
        String subject,
        Instant at,
        Status status,
        int attempts,
        Instant dueAt,
        @Nullable Instant lastAttemptAt,
        @Nullable Integer lastStatus,
        @Nullable String lastProblem) {

    /** What became of it. */
    public enum Status {
        WAITING,
        DELIVERED,
        FAILED
    }
}
