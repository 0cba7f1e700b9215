package org.baton.connectors.sandbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One call that a sandbox vendor got, or one report that it made. May hold personal data.
 *
 * @param operation e.g. authorise, release, buy-label, send-email; shipped, rejected and delivered are reports
 * @param outcome DONE, DECLINED, REFUSED, UNAVAILABLE or ANSWER_LOST
 */
public record SandboxRecord(
        long id,
        String vendor,
        String operation,
        String key,
        @Nullable String orderId,
        String outcome,
        JsonNode request,
        JsonNode answer,
        Instant at) {}
