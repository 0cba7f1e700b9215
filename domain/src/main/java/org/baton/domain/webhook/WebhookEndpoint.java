package org.baton.domain.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A system that is told what happens.
 *
 * @param eventTypes filters: whole names, beginnings such as {@code org.baton.stock.*}, or {@code *}
 * @param disabledBecause why it is told nothing; null while it is
 * @param version raised by every change
 */
public record WebhookEndpoint(
        String id,
        URI url,
        @Nullable String description,
        List<String> eventTypes,
        Status status,
        @Nullable String disabledBecause,
        long version,
        String createdBy,
        Instant createdAt) {

    public static final String PREFIX = "whk_";

    /** Whether it is told anything. */
    public enum Status {
        ENABLED,
        DISABLED
    }

    boolean wants(EventType type) {
        return eventTypes.stream().anyMatch(type::fits);
    }
}
