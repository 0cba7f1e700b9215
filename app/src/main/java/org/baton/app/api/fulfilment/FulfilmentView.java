package org.baton.app.api.fulfilment;

import java.time.Instant;
import java.util.List;
import org.baton.app.access.Caller;
import org.baton.domain.fulfilment.Fulfilment;
import org.jspecify.annotations.Nullable;

/**
 * A fulfilment as the API shows it.
 *
 * @param pickupCode only for those who may see it: a store must hear it from the customer
 * @param stagedAt the marked place where it waits
 */
public record FulfilmentView(
        String id,
        String orderId,
        String node,
        String method,
        String status,
        @Nullable Instant promisedAt,
        List<LineView> lines,
        @Nullable TrackingView tracking,
        @Nullable String stagedAt,
        @Nullable String pickupCode,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * One line.
     *
     * @param quantity units this fulfilment still answers for
     */
    public record LineView(int number, String sku, int quantity, int picked, int rejected) {}

    /** Where the parcel is. */
    public record TrackingView(@Nullable String carrier, String number) {}

    public static FulfilmentView of(Fulfilment f, Caller caller) {
        var tracking = f.trackingNumber();
        return new FulfilmentView(
                f.id().value(),
                f.orderId().value(),
                f.node().value(),
                f.method(),
                f.status().name(),
                f.promisedAt(),
                f.lines().stream()
                        .map(line -> new LineView(
                                line.lineNumber(), line.sku().value(), line.quantity(), line.picked(), line.rejected()))
                        .toList(),
                tracking == null ? null : new TrackingView(f.carrier(), tracking),
                f.stagedAt(),
                caller.maySeePickupCodes() ? f.pickupCode() : null,
                f.createdAt(),
                f.updatedAt());
    }
}
