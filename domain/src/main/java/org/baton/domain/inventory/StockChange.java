package org.baton.domain.inventory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One movement of the ledger.
 *
 * @param key of the business fact: the same key moves stock once
 * @param type what happened, e.g. reservation, release, shipment, receipt, count, sale
 * @param reason in a person's or a system's words
 * @param reference what it was for: a fulfilment, an order, an ASN
 * @param source the system that told of it; null for Baton itself
 * @param quantity as it was told; null where nobody told it
 * @param sequence by which its source numbers what it tells; null where it does not
 */
record StockChange(
        String key,
        StockKey at,
        String type,
        int onHandChange,
        int reservedChange,
        int damagedChange,
        @Nullable String reason,
        @Nullable String reference,
        String actor,
        Instant occurredAt,
        @Nullable String source,
        @Nullable Integer quantity,
        @Nullable Long sequence) {

    /** A movement that Baton makes itself. */
    static StockChange own(
            String key,
            StockKey at,
            String type,
            int onHandChange,
            int reservedChange,
            int damagedChange,
            @Nullable String reason,
            @Nullable String reference,
            Instant occurredAt) {
        return new StockChange(
                key,
                at,
                type,
                onHandChange,
                reservedChange,
                damagedChange,
                reason,
                reference,
                "baton",
                occurredAt,
                null,
                null,
                null);
    }
}
