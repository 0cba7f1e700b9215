package org.baton.app.api.fulfilment;

import java.time.Instant;
import java.util.List;
import org.baton.app.access.Caller;
import org.baton.domain.fulfilment.Fulfilment;
import org.baton.domain.fulfilment.PickupQr;
import org.jspecify.annotations.Nullable;

/**
 * A fulfilment as the API shows it.
 *
 * @param pickupCode only for those who may see it: a store must hear it from the customer
 * @param pickupQr what the customer's QR code says, for the same
 * @param destination the store that it is sent to and collected at, when another node gives the goods
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
        @Nullable String pickupQr,
        @Nullable String destination,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * One line.
     *
     * @param quantity units this fulfilment still answers for
     */
    public record LineView(
            int number, String sku, int quantity, int picked, int rejected, int scanned, int handedOver) {}

    /** Where the parcel is. */
    public record TrackingView(@Nullable String carrier, String number) {}

    private static @Nullable String qr(Fulfilment f) {
        return f.pickupCode() == null ? null : new PickupQr(f.id(), f.pickupCode()).text();
    }

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
                                line.lineNumber(),
                                line.sku().value(),
                                line.quantity(),
                                line.picked(),
                                line.rejected(),
                                line.scanned(),
                                line.handedOver()))
                        .toList(),
                tracking == null ? null : new TrackingView(f.carrier(), tracking),
                f.stagedAt(),
                caller.maySeePickupCodes() ? f.pickupCode() : null,
                caller.maySeePickupCodes() ? qr(f) : null,
                f.destination() == null ? null : f.destination().value(),
                f.createdAt(),
                f.updatedAt());
    }
}
