package org.baton.app.console.store;

import java.time.Duration;
import java.time.Instant;
import org.baton.app.access.Caller;
import org.baton.domain.fulfilment.FulfilmentStatus;
import org.baton.domain.fulfilment.StoreBoard;
import org.jspecify.annotations.Nullable;

/**
 * A fulfilment on a store's lists.
 *
 * @param customer only for those who may see recipients
 * @param soon due so soon that the store is warned
 * @param others somebody else has taken the step on
 */
record Card(
        String fulfilment,
        String orderNumber,
        @Nullable String customer,
        String method,
        FulfilmentStatus status,
        @Nullable String kind,
        @Nullable String title,
        int units,
        @Nullable String stagedAt,
        @Nullable String claimedBy,
        @Nullable Instant dueAt,
        Instant since,
        boolean late,
        boolean soon,
        boolean others) {

    /** @param dueSoon how long before it is due a step is due soon */
    static Card of(StoreBoard.Entry entry, Caller caller, Instant now, Duration dueSoon) {
        var due = entry.dueAt();
        var late = due != null && due.isBefore(now);
        var claimedBy = entry.claimedBy();
        return new Card(
                entry.fulfilment().value(),
                entry.orderNumber(),
                caller.maySeeRecipients() ? entry.customer() : null,
                entry.method(),
                entry.status(),
                entry.kind(),
                entry.title(),
                entry.units(),
                entry.stagedAt(),
                claimedBy,
                due,
                entry.since(),
                late,
                due != null && !late && due.isBefore(now.plus(dueSoon)),
                claimedBy != null && !claimedBy.equals(caller.name()));
    }
}
