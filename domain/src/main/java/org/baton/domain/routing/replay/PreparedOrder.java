package org.baton.domain.routing.replay;

import java.time.Instant;
import org.baton.domain.routing.SourcingRequest;
import org.jspecify.annotations.Nullable;

/**
 * An order with what both worlds look at worked out once.
 *
 * @param from where the customer is
 * @param site the only site that may fulfil a collected order; -1 for one that is delivered, -2 where the site is gone
 * @param due when it must have arrived; null for no later than under the rules in force
 */
record PreparedOrder(
        String id,
        boolean first,
        SourcingRequest request,
        int wanted,
        Places.Place from,
        int site,
        int hour,
        @Nullable Instant due) {

    static final int DELIVERED = -1;
    static final int GONE = -2;
}
