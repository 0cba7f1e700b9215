package org.baton.app.api.fulfilment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A store task as a tablet shows it.
 *
 * @param orderNumber the number the customer knows
 * @param lines what is to be handled: units that the fulfilment still answers for
 * @param form the diagram's form, if it has one
 */
public record TaskView(
        String id,
        String kind,
        String title,
        String fulfilmentId,
        String orderId,
        @Nullable String orderNumber,
        String node,
        String status,
        @Nullable String claimedBy,
        @Nullable Instant dueAt,
        List<LineView> lines,
        @Nullable JsonNode form,
        Instant createdAt,
        @Nullable Instant endedAt) {

    /** One line: what, how many, and where it lies. */
    public record LineView(
            int number,
            String sku,
            @Nullable String name,
            int quantity,
            int scanned,
            @Nullable String aisle,
            @Nullable String bin,
            @Nullable String gtin) {}
}
