package org.baton.domain.fulfilment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.Sku;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one order that one node fulfils by one method.
 *
 * @param process id of the process that carries it out
 * @param pickupCode what the customer shows at the counter, for what is collected
 * @param stagedAt the marked place where it waits
 */
public record Fulfilment(
        FulfilmentId id,
        OrderId orderId,
        NodeId node,
        String method,
        String process,
        FulfilmentStatus status,
        @Nullable Instant promisedAt,
        Duration acceptWithin,
        Duration pickWithin,
        Duration pickupWindow,
        @Nullable String pickupCode,
        int wrongCodes,
        @Nullable String stagedAt,
        @Nullable String carrier,
        @Nullable String trackingNumber,
        Instant createdAt,
        Instant updatedAt,
        List<FulfilmentLine> lines) {

    /**
     * One line.
     *
     * @param quantity units this fulfilment still answers for
     * @param picked of them, lie in the basket or the parcel
     * @param rejected units that it gave back
     */
    public record FulfilmentLine(int lineNumber, Sku sku, int quantity, int picked, int rejected) {}

    Fulfilment with(List<FulfilmentLine> itsLines) {
        return new Fulfilment(
                id,
                orderId,
                node,
                method,
                process,
                status,
                promisedAt,
                acceptWithin,
                pickWithin,
                pickupWindow,
                pickupCode,
                wrongCodes,
                stagedAt,
                carrier,
                trackingNumber,
                createdAt,
                updatedAt,
                itsLines);
    }

    /** Units this fulfilment still answers for. */
    public int units() {
        return lines.stream().mapToInt(FulfilmentLine::quantity).sum();
    }
}
