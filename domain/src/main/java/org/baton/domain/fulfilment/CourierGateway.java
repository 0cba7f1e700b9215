package org.baton.domain.fulfilment;

import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.Money;
import org.baton.domain.inventory.Node;
import org.baton.domain.order.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * A courier who fetches a parcel at a store and brings it on the same day. It tells of the driver and the delivery
 * through {@link CourierTrips}.
 */
public interface CourierGateway {

    /** A parcel to be brought. The recipient is personal data. */
    record Trip(
            FulfilmentId fulfilment,
            int attempt,
            Node from,
            @Nullable String recipient,
            @Nullable String phone,
            Delivery delivery,
            int weightGrams) {

        /** The business key of the trip: the same key is the same trip. */
        public String key() {
            return fulfilment + "/trip/" + attempt;
        }
    }

    /**
     * What a trip would cost, for a while.
     *
     * @param reference by which it is booked
     */
    record Quote(String courier, String reference, Money fee) {}

    /**
     * Asks for the price.
     *
     * @throws org.baton.domain.common.GatewayRejectedException if the courier does not go there
     * @throws org.baton.domain.common.GatewayUnavailableException if it does not answer
     */
    Quote quote(Trip trip);

    /**
     * Books a trip at its quote; a driver is named afterwards.
     *
     * @return the courier's reference of the trip
     * @throws org.baton.domain.common.GatewayRejectedException if the quote is over
     * @throws org.baton.domain.common.GatewayUnavailableException if it does not answer
     */
    String dispatch(Trip trip, Quote quote);

    /**
     * The driver has the parcel: from now on the courier reports what happens to it. Told outside of any transaction, and
     * again until it is heard; the trip is the key.
     *
     * @throws org.baton.domain.common.GatewayRejectedException if the courier knows no such trip
     * @throws org.baton.domain.common.GatewayUnavailableException if it does not answer
     */
    void collected(FulfilmentId fulfilment, int attempt);
}
